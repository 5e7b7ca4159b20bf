package org.prodrome.suite.load;

import java.net.URI;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;

/** A launch by our launcher, every check of it included. */
final class LibraryLaunch implements Launch {
    private final BenchEhr ehr;
    private final WaitedClient http = new WaitedClient();
    private final SmartLauncher launcher;
    private long browser;

    LibraryLaunch(BenchEhr ehr, URI app, SigningKeys keys) {
        this.ehr = ehr;
        this.launcher = SmartLauncher.builder()
                .httpClient(http)
                .register(registration(ehr.fhirBase(), app, keys))
                .build();
    }

    static IssuerRegistration registration(URI fhirBase, URI app, SigningKeys keys) {
        return IssuerRegistration.of(
                        fhirBase,
                        LaunchBench.CLIENT,
                        new ClientAuthentication.PrivateKeyJwt(keys),
                        app.resolve("/launch/callback"),
                        Scopes.parse(LaunchBench.SCOPES))
                .allowingLoopbackHttp();
    }

    @Override
    public void run(String handle) throws Exception {
        var request = launcher.authorize(new LaunchRequest(ehr.fhirBase(), handle));
        long start = System.nanoTime();
        URI redirect = ehr.authorized(request.uri());
        browser = System.nanoTime() - start;
        launcher.complete(RedirectParameters.of(BenchEhr.query(redirect)), request.browserBinding())
                .requirePatient();
    }

    @Override
    public long takeWaited() {
        return browser + http.takeNanos();
    }
}

package org.prodrome.suite.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import org.prodrome.launcher.AuthorizationRequest;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SmartLauncher;

/** Launches from the chart of one patient of the sandbox. */
final class RecordLaunches {
    private static final String CLIENT = "prodrome-public";

    private final BenchEhr ehr;
    private final SmartLauncher launcher;

    RecordLaunches(URI sandbox, URI app, HttpClient http, String patient) {
        this.ehr = new BenchEhr(sandbox, http, patient, BenchEhr.PRACTITIONER);
        this.launcher = SmartLauncher.builder()
                .register(IssuerRegistration.of(
                                ehr.fhirBase(),
                                CLIENT,
                                new ClientAuthentication.PublicClient(),
                                app.resolve("/launch/callback"),
                                Scopes.parse("launch openid fhirUser patient/*.rs"))
                        .allowingLoopbackHttp())
                .build();
    }

    /** The chart's button is pressed. */
    String ticket() throws IOException, InterruptedException {
        return ehr.ticket(CLIENT).launch();
    }

    LaunchContext launched() throws IOException, InterruptedException {
        return launched(ticket());
    }

    LaunchContext launched(String ticket) throws IOException, InterruptedException {
        AuthorizationRequest request = launcher.authorize(new LaunchRequest(ehr.fhirBase(), ticket));
        URI redirect = ehr.authorized(request.uri());
        return launcher.complete(RedirectParameters.of(BenchEhr.query(redirect)), request.browserBinding());
    }
}

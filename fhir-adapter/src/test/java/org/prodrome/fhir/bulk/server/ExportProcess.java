package org.prodrome.fhir.bulk.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;

/** A process of its own that exports all patients, so that a test can kill it. Takes FHIR base, directory and key file. */
final class ExportProcess {
    private ExportProcess() {}

    public static void main(String[] arguments) {
        var keys = SigningKeys.in(Path.of(arguments[2]), Clock.systemUTC());
        var registration = IssuerRegistration.backend(
                        URI.create(arguments[0]),
                        "prodrome-bulk",
                        new ClientAuthentication.PrivateKeyJwt(keys),
                        Scopes.parse("system/*.rs"))
                .allowingLoopbackHttp();
        var access = FhirAccess.of(SmartLauncher.builder().build().backend(registration));
        new ServerExport(access, FhirHttp.newClient(), ExportLimits.DEFAULT, Set.of(), ExportListener.NONE)
                .run(ExportOrder.of(new ExportOrder.AllPatients()), Path.of(arguments[1]));
    }
}

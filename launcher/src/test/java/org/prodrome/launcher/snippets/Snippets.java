package org.prodrome.launcher.snippets;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.AuthorizationRequest;
import org.prodrome.launcher.ClientAuthentication.PrivateKeyJwt;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.Scope.Interaction;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;

/** Each region is shown by one Javadoc comment. */
public final class Snippets {
    private Snippets() {}

    public interface Browser {
        void remember(String name, String value);

        @Nullable
        String cookie(String name);

        void goTo(URI uri);
    }

    // @start region="launch"
    public static void launch(SmartLauncher launcher, Map<String, String[]> query, Browser browser) {
        AuthorizationRequest request = launcher.authorize(LaunchRequest.of(query));
        browser.remember(request.bindingName(), request.browserBinding());
        browser.goTo(request.uri());
    }

    public static LaunchContext callback(SmartLauncher launcher, Map<String, String[]> query, Browser browser) {
        RedirectParameters redirect = RedirectParameters.of(query);
        return launcher.complete(redirect, browser.cookie(redirect.bindingName()));
    }
    // @end

    // @start region="access"
    public static int read(HttpClient http, Access access, URI target) throws Exception {
        String authorization = access.authorizationFor(target);
        int status = get(http, target, authorization);
        return status == 401 ? get(http, target, access.authorizationAfter401(target, authorization)) : status;
    }
    // @end

    // @start region="backend"
    public static Access nightly(SmartLauncher launcher, SigningKeys keys) {
        return launcher.backend(IssuerRegistration.backend(
                URI.create("https://ehr.example.org/fhir"),
                "nightly-scoring",
                new PrivateKeyJwt(keys),
                Scopes.parse("system/Patient.rs system/Observation.rs")));
    }
    // @end

    // @start region="scopes"
    public static boolean mayPrescribe(LaunchContext chart) {
        return chart.allows(Interaction.CREATE, "MedicationRequest", chart.requirePatient());
    }
    // @end

    private static int get(HttpClient http, URI target, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(target).header("Authorization", authorization);
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}

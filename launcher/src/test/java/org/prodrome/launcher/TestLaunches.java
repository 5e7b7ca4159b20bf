package org.prodrome.launcher;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Launches against a {@link TinyEhr}: begun, authorized and completed. */
final class TestLaunches {
    static final String SCOPES = "launch openid fhirUser online_access patient/*.rs patient/ServiceRequest.c";
    static final URI REDIRECT = URI.create("https://app.example.org/launch/callback");
    static final String LAUNCH = "opaque-launch-1";

    private final TinyEhr ehr;
    final SmartLauncher launcher;

    private TestLaunches(TinyEhr ehr, SmartLauncher launcher) {
        this.ehr = ehr;
        this.launcher = launcher;
    }

    static IssuerRegistration registration(TinyEhr ehr) {
        return IssuerRegistration.of(
                        ehr.fhirBase(),
                        "prodrome",
                        new ClientAuthentication.PublicClient(),
                        REDIRECT,
                        Scopes.parse(SCOPES))
                .allowingLoopbackHttp();
    }

    static TestLaunches with(TinyEhr ehr, SettableClock clock) {
        return with(ehr, clock, registration -> registration);
    }

    static TestLaunches with(TinyEhr ehr, SettableClock clock, UnaryOperator<IssuerRegistration> change) {
        return with(ehr, clock, change, Duration.ofSeconds(20));
    }

    static TestLaunches with(
            TinyEhr ehr, SettableClock clock, UnaryOperator<IssuerRegistration> change, Duration deadline) {
        var launcher = SmartLauncher.builder()
                .register(change.apply(registration(ehr)))
                .clock(clock)
                .callDeadline(deadline)
                .maxAnswerBytes(64 * 1024)
                .build();
        return new TestLaunches(ehr, launcher);
    }

    AuthorizationRequest begin() {
        return launcher.authorize(new LaunchRequest(ehr.fhirBase(), LAUNCH));
    }

    /** Lets the EHR issue a right id_token for the launch, which the test may then replace. */
    RedirectParameters approve(AuthorizationRequest request) {
        return approve(request, claims -> claims);
    }

    RedirectParameters approve(AuthorizationRequest request, UnaryOperator<JWTClaimsSet.Builder> change) {
        var claims = change.apply(ehr.claims(nonce(request))).build();
        ehr.token.put("id_token", TinyEhr.signed(claims, TinyEhr.RSA));
        return redirect(request);
    }

    static RedirectParameters redirect(AuthorizationRequest request) {
        return new RedirectParameters(request.state(), "code-1", null, null, null);
    }

    static String nonce(AuthorizationRequest request) {
        return requireNonNull(request.parameters().get("nonce"));
    }

    LaunchContext complete() {
        var request = begin();
        return launcher.complete(approve(request), request.browserBinding());
    }
}

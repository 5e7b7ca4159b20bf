package org.prodrome.launcher;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;

/** Everything an answer of a peer is judged by, its keys read already, so that a fuzzer needs no network. */
record JudgedLaunch(
        SmartLauncher launcher,
        IssuerRegistration registration,
        SmartConfiguration smart,
        IdTokens idTokens,
        SettableClock clock,
        JWTClaimsSet right) {
    static final String NONCE = "nonce-of-this-launch";

    static JudgedLaunch ready() {
        var clock = new SettableClock();
        try (var ehr = new TinyEhr(clock)) {
            var wire = new Wire(HttpClient.newHttpClient(), Duration.ofSeconds(20), 64 * 1024);
            var registration = TestLaunches.registration(ehr);
            var launcher =
                    SmartLauncher.builder().register(registration).clock(clock).build();
            var smart = launcher.discover(ehr.fhirBase());
            var launch = new JudgedLaunch(
                    launcher,
                    registration,
                    smart,
                    new IdTokens(new KeySets(wire, clock), clock),
                    clock,
                    ehr.claims(NONCE).build());
            launch.validate(TinyEhr.signed(launch.right, TinyEhr.RSA));
            return launch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    IdTokens.Identity validate(String idToken) {
        return idTokens.validate(idToken, registration, smart, NONCE);
    }
}

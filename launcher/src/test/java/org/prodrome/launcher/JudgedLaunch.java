package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
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

    /** A token of any header and payload under the peer's own signature, whatever the header says. */
    static String signedAnyhow(byte[] header, byte[] payload) {
        var input = Base64URL.encode(header) + "." + Base64URL.encode(payload);
        try {
            var jws = new com.nimbusds.jose.JWSHeader(com.nimbusds.jose.JWSAlgorithm.RS256);
            return input + "." + new RSASSASigner(TinyEhr.RSA).sign(jws, input.getBytes(UTF_8));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static String signedAnyhow(String header, String payload) {
        return signedAnyhow(header.getBytes(UTF_8), payload.getBytes(UTF_8));
    }
}

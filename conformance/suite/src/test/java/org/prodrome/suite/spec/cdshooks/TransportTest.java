package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.conformance.ledger.Proofs;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.suite.process.SelfSigned;
import org.prodrome.suite.process.TwoProcesses;

/** In production everything travels over TLS (CDS Hooks 2.0, "Use of JSON", "Security and Safety"). */
class TransportTest {

    private static final String OVER_TLS = "cds-hooks_2.0@2";
    private static final String SECURED = "cds-hooks_2.0@168";

    /** A server without TLS may wait for the rest of what to it is no request. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    @Requirement({OVER_TLS, SECURED})
    void theServiceAnswersOverTlsAlone(@TempDir Path folder) throws Exception {
        var certificate = SelfSigned.in(folder);
        try (var credentials = new Credentials();
                var plain = new DefectiveService(credentials, trusting(certificate))) {
            var config = Files.writeString(folder.resolve("tls.yml"), configuration(credentials));
            var options = TwoProcesses.Options.demo(folder).withTls(certificate);
            try (var app = TwoProcesses.appAlone(options, config)) {
                answersOverTlsAlone(app.address(), credentials.forServiceAt(app.address()), certificate);

                plain.standFor(app.address());
                assertThatThrownBy(() -> answersOverTlsAlone(
                                URI.create(plain.address().toString().replace("http:", "https:")),
                                credentials,
                                certificate))
                        .as("a service without TLS")
                        .isInstanceOf(AssertionError.class);
                Proofs.record(List.of(OVER_TLS, SECURED), "answers over TLS alone", "DefectiveService without TLS");
            }
        }
    }

    private static void answersOverTlsAlone(URI secure, Credentials credentials, SelfSigned certificate)
            throws InterruptedException {
        var asked = new Asked("GET", Asked.DISCOVERY, null, "");
        var signed = asked.withToken(credentials.token(credentials.endpoint(asked)));
        try (var http = trusting(certificate)) {
            assertThat(status(http, signed, secure)).as("over TLS").isEqualTo(200);
            var open = URI.create(secure.toString().replace("https:", "http:"));
            assertThat(status(http, signed, open)).as("in the clear").isNotEqualTo(200);
        }
    }

    /** 0 where there is no answer. */
    private static int status(HttpClient http, Asked asked, URI server) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(asked.to(server), (name, value) -> true)
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException noAnswer) {
            return 0;
        }
    }

    private static HttpClient trusting(SelfSigned certificate) {
        return HttpClient.newBuilder().sslContext(certificate.context()).build();
    }

    private static String configuration(Credentials credentials) {
        return """
                prodrome:
                  base-url: ${PRODROME_BASE_URL}
                  issuers:
                    - issuer: %1$s/fhir
                      name: Hospital
                      client-id: prodrome
                      loopback-http: true
                      frame-origin: %1$s
                      scopes: [launch]
                      cds-client:
                        iss: %1$s
                        jwks: %2$s
                """.formatted(credentials.iss(), credentials.jwks());
    }
}

package org.prodrome.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;

/** Single resources are read with the call's token, as far as it reaches. */
class ReferencedResourcesTest {
    private static final FhirReference ORDER = new FhirReference("MedicationRequest", "m1", null);
    private static final FhirReference PRODUCT = new FhirReference("Medication", "x1", null);
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final ReferencedResources resources =
            new ReferencedResources(FhirHttp.newClient(), ReadLimits.DEFAULT.withAttempts(1));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir/", exchange -> {
            asked.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            boolean known = exchange.getRequestURI().getPath().endsWith("/m1");
            byte[] body = (known ? "{\"resourceType\":\"MedicationRequest\",\"id\":\"m1\",\"x\":1.50}" : "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
            exchange.sendResponseHeaders(known ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsThereIsGivenAsItWasWrittenAndWhatIsNotIsLeftOut() {
        var read = resources.read(access("patient/*.rs"), List.of(ORDER, PRODUCT), Deadline.in(Duration.ofSeconds(20)));

        assertThat(read).containsOnlyKeys(ORDER);
        assertThat(read.get(ORDER)).contains("\"x\":1.50");
        assertThat(asked).containsExactlyInAnyOrder("/fhir/MedicationRequest/m1 Bearer t", "/fhir/Medication/x1 Bearer t");
    }

    @Test
    void whatTheTokenDoesNotCoverIsNotAskedFor() {
        var read = resources.read(access("patient/Medication.rs"), List.of(ORDER), Deadline.in(Duration.ofSeconds(20)));

        assertThat(read).isEmpty();
        assertThat(asked).isEmpty();
    }

    private FhirAccess access(String scope) {
        Clock clock = Clock.systemUTC();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
        return FhirAccess.of(
                Access.given(base, "t", Scopes.parse(scope), Instant.now(clock).plusSeconds(60), clock));
    }
}

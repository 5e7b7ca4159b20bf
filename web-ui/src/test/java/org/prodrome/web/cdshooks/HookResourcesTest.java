package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.web.cdshooks.HookRequest.Authorization;

/** What a hook refers to is fetched in the time that all fetching has together. */
class HookResourcesTest {
    private static final FhirReference PRODUCT = new FhirReference("Medication", "m1", null);
    private static final String MEDICATION = "{\"resourceType\":\"Medication\",\"id\":\"m1\"}";

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    /** Each test has its own. */
    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    /** Each test has its own. */
    @SuppressWarnings("NullAway.Init")
    private TestHooks hooks;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir/Medication/m1", exchange -> {
            asked.incrementAndGet();
            byte[] body = MEDICATION.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        hooks = new TestHooks(folder)
                .with("prodrome.issuers[0].issuer", base())
                .with("prodrome.issuers[0].loopback-http", "true")
                .start();
    }

    @AfterEach
    void stop() {
        hooks.close();
        server.stop(0);
    }

    @Test
    void whatPrefetchLeftOutIsFetched() {
        assertThat(fetched(hooks.turn())).containsOnlyKeys(PRODUCT);
        assertThat(asked).hasValue(1);
    }

    @Test
    void wherePartsBeforeItHaveTakenTheTimeForFetchingNothingIsAskedFor() {
        HookTurn late = new HookTurn(
                TestHooks.PLENTY,
                Deadline.in(Duration.ZERO),
                hooks.part(HookPlaces.class).turn(TestHooks.CLIENT, TestHooks.PLENTY));

        assertThat(fetched(late)).isEmpty();
        assertThat(asked).hasValue(0);
    }

    @Test
    void fetchingNeverOutlastsTheCall() {
        HookPlaces.Turn place = hooks.part(HookPlaces.class).turn(TestHooks.CLIENT, TestHooks.PLENTY);
        Deadline call = Deadline.in(Duration.ofMillis(5));

        assertThat(HookTurn.of(call, Duration.ofHours(1), place).fetching()).isEqualTo(call);
    }

    private Map<FhirReference, ?> fetched(HookTurn turn) {
        HookRequest request = new HookRequest(
                "order-sign",
                UUID.randomUUID(),
                base(),
                new Authorization("t", "user/*.rs", Duration.ofHours(1)),
                base() + "/Practitioner/d",
                new PatientId("p1"),
                null,
                null,
                List.of(),
                Map.of());
        return hooks.part(HookResources.class).of(hooks.issuer(), request, List.of(PRODUCT), turn);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
    }
}

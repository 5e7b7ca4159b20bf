package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.web.TestStore;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.audit.RefusedResources;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.prodrome.web.cdshooks.HookRequest.Authorization;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.store.PatientVault;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record that is read on after a chart was opened: for whom, for how long, and what it is good for. */
class RecordShelfTest {
    private static final int PLENTY = 10_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String NITRATE = """
            {"resourceType":"MedicationRequest","id":"n","status":"active","intent":"order","subject":{"reference":"Patient/p1"},
             "authoredOn":"2026-01-01","medicationCodeableConcept":{"coding":[
              {"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6058","display":"isosorbide"}]}}""";

    @TempDir
    private Path folder;

    private final Map<String, String> resources = new ConcurrentHashMap<>();
    private final Semaphore answers = new Semaphore(PLENTY);
    private final AtomicLong ticks = new AtomicLong();
    private HttpServer server;
    private TestHooks hooks;
    private RecordShelf shelf;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/fhir", this::answer);
        server.start();
        hooks = hooks().start();
        shelf = shelf(ticks::get);
    }

    private TestHooks hooks() {
        return new TestHooks(folder)
                .with("prodrome.issuers[0].issuer", base())
                .with("prodrome.issuers[0].loopback-http", "true")
                .with("prodrome.hooks.record-readings", "1");
    }

    @AfterEach
    void stop() {
        answers.release(PLENTY);
        hooks.close();
        server.stop(0);
    }

    @Test
    void isThereForTheUserWhoOpenedTheChartOfThatPatientAlone() {
        shelf.readOn(hooks.issuer(), request("d", "p1", HOUR));

        await().until(() -> isThere("d", "p1"));
        assertThat(isThere("other", "p1")).isFalse();
        assertThat(isThere("d", "p2")).isFalse();
        assertThat(hooks.part(JdbcClient.class)
                        .sql("SELECT count(*) FROM audit_entry WHERE kind = 'RECORD_READ'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void goesAfterSomeMinutesHoweverLongTheTokenIsGood() {
        shelf.readOn(hooks.issuer(), request("d", "p1", HOUR));
        await().until(() -> isThere("d", "p1"));

        ticks.addAndGet(Duration.ofMinutes(4).toNanos());
        assertThat(isThere("d", "p1")).isTrue();
        ticks.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(isThere("d", "p1")).isFalse();
    }

    @Test
    void goesWithTheToken() {
        shelf.readOn(hooks.issuer(), request("d", "p1", Duration.ofMinutes(2)));
        await().until(() -> isThere("d", "p1"));

        ticks.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(isThere("d", "p1")).isFalse();
    }

    @Test
    void aCallWithoutATokenReadsNothing() {
        shelf.readOn(hooks.issuer(), request("d", "p1", null));

        assertThat(counted("read") + counted("no-room")).isZero();
        shelf.readOn(hooks.issuer(), request("e", "p1", HOUR)); // the one place is free
        await().until(() -> isThere("e", "p1"));
    }

    @Test
    void aServerThatHangsHoldsUpNobodyAndTakesOnePlaceOnly() {
        answers.drainPermits();

        // both return while the server answers nothing
        shelf.readOn(hooks.issuer(), request("d", "p1", HOUR));
        shelf.readOn(hooks.issuer(), request("e", "p1", HOUR));

        assertThat(counted("no-room")).isEqualTo(1);
        answers.release(PLENTY);
        await().until(() -> isThere("d", "p1"));
        assertThat(isThere("e", "p1")).isFalse();
    }

    @Test
    void aRecordThatTakesMoreMemoryThanThereIsForThemIsNotKeptThoughItsTextWouldFit() {
        shelf.readOn(hooks.issuer(), request("d", "p1", HOUR));
        await().until(() -> isThere("d", "p1"));
        long characters =
                shelf.of(hooks.issuer(), request("d", "p1", null)).orElseThrow().characters();
        hooks.close();
        hooks = hooks().with("prodrome.hooks.record-heap", 2 * characters + "B").start();
        shelf = shelf(ticks::get);

        shelf.readOn(hooks.issuer(), request("d", "p1", HOUR));

        await().until(() -> counted("read") == 1);
        assertThat(isThere("d", "p1")).isFalse();
    }

    @Test
    void aPatientWhoCannotBeReadIsNotKept() {
        resources.put("Patient/p1", "");
        shelf.readOn(hooks.issuer(), request("d", "p1", HOUR));

        await().until(() -> counted("not-read") == 1);
        assertThat(isThere("d", "p1")).isFalse();
    }

    @Test
    void anOrderHookSeesWhatWasReadAtTheOpeningAndItsCardSaysSo() {
        resources.put("MedicationRequest", NITRATE);
        assertThat(sign()).noneMatch(card -> card.indicator().equals("critical"));

        hooks.call(
                CdsServiceKind.PATIENT_VIEW,
                TestHooks.PLENTY,
                body -> body.replace("\"context\"", AUTHORIZATION.formatted(base()) + "\"context\""));
        RecordShelf ofTheService = hooks.part(RecordShelf.class);
        await().until(() ->
                ofTheService.of(hooks.issuer(), request("d", "p1", null)).isPresent());

        CdsCard card = sign().getFirst();
        assertThat(card.indicator()).isEqualTo("critical");
        assertThat(card.detail()).contains("over all of it as read at").contains("isosorbide");
    }

    private static final String AUTHORIZATION = """
            "fhirServer":"%s","fhirAuthorization":{"access_token":"t","token_type":"Bearer","expires_in":300,
             "scope":"user/*.rs","subject":"prodrome"},""";

    /** Sildenafil; no medications are supplied, and no token. */
    private List<CdsCard> sign() {
        UnaryOperator<String> sildenafil =
                body -> body.replace("860975", "314229").replace("\"medications\":null,", "");
        return hooks.call(CdsServiceKind.ORDER_SIGN, TestHooks.PLENTY, sildenafil)
                .cards();
    }

    private boolean isThere(String user, String patient) {
        return shelf.of(hooks.issuer(), request(user, patient, null)).isPresent();
    }

    private double counted(String what) {
        return hooks.counted("prodrome.hooks.shelf", "what", what);
    }

    private RecordShelf shelf(Ticker ticker) {
        return new RecordShelf(
                hooks.part(RecordReader.class),
                hooks.part(RefusedResources.class),
                hooks.part(AuditLog.class),
                hooks.part(PatientVault.class),
                hooks.part(ProdromeSettings.class),
                hooks.part(MeterRegistry.class),
                TestStore.clock(),
                ticker);
    }

    private HookRequest request(String user, String patient, @Nullable Duration token) {
        return new HookRequest(
                "patient-view",
                UUID.randomUUID(),
                base(),
                token == null ? null : new Authorization("t", "user/*.rs", token),
                base() + "/Practitioner/" + user,
                new PatientId(patient),
                null,
                null,
                List.of(),
                Map.of());
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
    }

    private void answer(HttpExchange exchange) throws IOException {
        answers.acquireUninterruptibly();
        String path = exchange.getRequestURI().getPath().replaceFirst("^/fhir/", "");
        String body = resources.getOrDefault(
                path,
                path.startsWith("Patient/")
                        ? "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"gender\":\"female\"}"
                        : "");
        byte[] bytes = (path.contains("/") ? body : bundle(body)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(
                path.equals("metadata") || bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String bundle(String resource) {
        String entry = resource.isEmpty() ? "" : "{\"resource\":" + resource + "}";
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" + entry + "]}";
    }
}

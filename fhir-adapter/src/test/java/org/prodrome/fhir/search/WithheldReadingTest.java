package org.prodrome.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.FhirTexts.bundle;
import static org.prodrome.fhir.FhirTexts.condition;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.patient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.consent.Allowance;
import org.prodrome.fhir.consent.OptOuts;
import org.prodrome.fhir.consent.Purpose;
import org.prodrome.fhir.consent.ReleasePolicy;
import org.prodrome.fhir.mapping.MappingSettings;
import org.prodrome.fhir.prefetch.Prefetch;
import org.prodrome.fhir.prefetch.PrefetchKeys;
import org.prodrome.fhir.prefetch.PrefetchReader;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;

/** Opt-out, Consent and labels on the ways of a launch and of a hook, against a server on loopback. */
class WithheldReadingTest {
    private static final PatientId PATIENT = new PatientId("p1");
    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final String DENIES_DIABETES = """
            {"resourceType":"Consent","id":"k","status":"active","patient":{"reference":"Patient/p1"},
             "scope":{"coding":[{"code":"patient-privacy"}]},
             "provision":{"type":"deny","code":[{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}]}]}}""";

    @TempDir
    private Path directory;

    private HttpServer server;
    private volatile Map<String, String> answers = Map.of();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String type = path.substring("/fhir/".length());
        String body = type.startsWith("Patient/")
                ? patient()
                : bundle(answers.getOrDefault(type, "").lines().toArray(String[]::new));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(type.equals("metadata") ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void aLaunchHearsTheConsentThatTheServerHolds() {
        answers = Map.of(
                "Consent", line(DENIES_DIABETES),
                "Condition", line(condition("c1", "confirmed", "2010")),
                "Observation", line(creatinine("o1", "2020-01-01", "1.1")));

        PatientRecord record = RecordReader.create().read(access(), PATIENT, BUDGET);

        assertThat(record.events(Diagnosis.class)).isEmpty();
        assertThat(record.events(Measurement.class)).hasSize(1);
        assertThat(record.gaps()).containsExactly(Gap.withheld());
    }

    @Test
    void aHookHearsTheConsentOfTheServerForWhatPrefetchBrought() {
        answers = Map.of("Consent", line(DENIES_DIABETES));
        var keys = new PrefetchKeys(Map.of("patient", "Patient", "conditions", "Condition", "consents", "Consent"));
        var prefetch =
                new Prefetch(Map.of("patient", patient(), "conditions", bundle(condition("c1", "confirmed", "2010"))));

        PatientRecord record = new PrefetchReader(keys, RecordReader.create(), Clock.systemUTC())
                .read(access(), PATIENT, prefetch, Deadline.in(BUDGET));

        assertThat(record.events(Diagnosis.class)).isEmpty();
        assertThat(record.gaps()).containsExactly(Gap.withheld());
    }

    @Test
    void whoOptedOutIsANameAndNothingElseInLaunchAndHook() throws IOException {
        Path list = Files.writeString(directory.resolve("list"), access().base() + "/Patient/p1\n");
        var policy = new ReleasePolicy(Purpose.TREATMENT, OptOuts.in(list, null), Map.of(), Allowance.NORMAL, null);
        RecordReader reader = RecordReader.create().under(MappingSettings.of(policy));
        answers = Map.of("Condition", line(condition("c1", "confirmed", "2010")));
        var keys = new PrefetchKeys(Map.of("patient", "Patient", "conditions", "Condition"));
        var prefetch =
                new Prefetch(Map.of("patient", patient(), "conditions", bundle(condition("c1", "confirmed", "2010"))));

        for (PatientRecord record : List.of(
                reader.read(access(), PATIENT, BUDGET),
                new PrefetchReader(keys, reader, Clock.systemUTC())
                        .read(access().base().toString(), PATIENT, prefetch))) {
            assertThat(record.events()).isEmpty();
            assertThat(record.demographics().name()).isEqualTo("Ada Invented");
            assertThat(record.gaps()).containsExactly(Gap.withheld());
        }
    }

    @Test
    void anIssuersUsersMayBeShownMore() {
        answers = Map.of(
                "Condition",
                line(condition("c1", "confirmed", "2010")
                        .replace("\"id\":\"c1\"", "\"id\":\"c1\",\"meta\":{\"security\":[{\"code\":\"PSY\"}]}")));
        var shown = new Allowance(Allowance.NORMAL.ceiling(), java.util.Set.of("PSY"));
        var policy = new ReleasePolicy(
                Purpose.TREATMENT, OptOuts.none(), Map.of(access().base().toString(), shown), Allowance.NORMAL, null);

        assertThat(RecordReader.create().read(access(), PATIENT, BUDGET).events(Diagnosis.class))
                .isEmpty();
        assertThat(RecordReader.create()
                        .under(MappingSettings.of(policy))
                        .read(access(), PATIENT, BUDGET)
                        .events(Diagnosis.class))
                .hasSize(1);
    }

    private FhirAccess access() {
        return FhirAccess.open(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir"));
    }

    private static String line(String resource) {
        return resource.replaceAll("\\R\\s*", "");
    }
}

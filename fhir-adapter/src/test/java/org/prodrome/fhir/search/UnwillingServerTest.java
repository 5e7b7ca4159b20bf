package org.prodrome.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.search.ScriptedEhr.bundle;
import static org.prodrome.fhir.search.ScriptedEhr.outcome;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.capability.CapabilityDirectory;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.NoteDocument;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;

/** What a record is where the server refuses, stalls, repeats itself or sends too much. */
class UnwillingServerTest {
    private static final PatientId PATIENT = new PatientId("p1");
    private static final Duration BUDGET = Duration.ofSeconds(30);
    private static final ReadLimits SMALL = new ReadLimits(Duration.ofSeconds(20), 2, 500, 10, 200_000, 5, 100_000, 16);

    private final ScriptedEhr ehr = new ScriptedEhr();

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void whatTheServerSaysItLacksIsNotAskedFor() {
        ehr.offering("Patient", "Condition").on("Patient/p1/$everything", exchange -> exchange.send(404, ""));

        PatientRecord record = read();

        assertThat(record.lacks("Condition")).isFalse();
        assertThat(record.gaps()).extracting(Gap::reason).containsOnly(Gap.Reason.NOT_SUPPORTED);
        assertThat(record.lacks("Observation")).isTrue();
        assertThat(ehr.asked("Observation")).isEmpty();
    }

    @Test
    void aServerThatDoesNotSayWhatItCanDoIsAskedForEverything() {
        assertThat(read().gaps()).isEmpty();
        assertThat(ehr.asked()).hasSize(RecordReader.types().size() + 1);
    }

    @Test
    void anOldServersResourcesAreReadInTheirOwnVersion() {
        ehr.speaking("3.0.2", RecordReader.types().toArray(String[]::new))
                .on("Condition", exchange -> exchange.json(bundle(null, """
                    {"resourceType":"Condition","id":"c1","clinicalStatus":"active","verificationStatus":"confirmed",
                     "subject":{"reference":"Patient/p1"},
                     "code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}]}}""")));

        PatientRecord record = read();

        assertThat(record.gaps()).isEmpty();
        assertThat(record.events(Diagnosis.class))
                .extracting(Diagnosis::clinicalStatus)
                .containsExactly(Diagnosis.ClinicalStatus.ACTIVE);
    }

    @Test
    void aServerOfAVersionThatCannotBeReadIsNotAskedForAnything() {
        ehr.speaking("5.0.0", RecordReader.types().toArray(String[]::new));

        PatientRecord record = read();

        assertThat(record.gaps()).hasSize(RecordReader.types().size());
        assertThat(record.gaps()).extracting(Gap::reason).containsOnly(Gap.Reason.NOT_SUPPORTED);
        assertThat(ehr.asked()).containsExactly("metadata");
    }

    @Test
    void aServerThatDemandsACategoryIsAskedForEachAndTheRecordSaysSo() {
        ehr.on("Observation", exchange -> {
            if (exchange.query().contains("category=laboratory")) {
                exchange.json(bundle(null, creatinine("o1", "2020-01-01", "1.1")));
            } else {
                exchange.send(exchange.query().contains("category=") ? 200 : 400, bundle(null));
            }
        });

        PatientRecord record = read();

        assertThat(record.events(Measurement.class)).hasSize(1);
        assertThat(record.lacks("Observation")).isFalse();
        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason)
                .containsExactly(tuple("Observation.other", Gap.Reason.NOT_SUPPORTED));
    }

    @Test
    void aServerThatRefusesIncludesIsAskedWithoutThem() {
        ehr.on(
                "MedicationRequest",
                exchange -> exchange.send(exchange.query().contains("_include") ? 400 : 200, bundle(null)));

        assertThat(read().gaps()).isEmpty();
        assertThat(ehr.asked("MedicationRequest")).hasSize(2);
    }

    @Test
    void ofAnOutcomeOnlyTheCodesAreTold() {
        ehr.on("Condition", exchange -> exchange.send(500, outcome("error", "processing")));
        ehr.on("Procedure", exchange -> exchange.json(outcome("error", "not-supported")));
        ehr.on("Encounter", exchange -> exchange.json(bundle(null, outcome("warning", "incomplete"))));
        ehr.on("Goal", exchange -> exchange.json(bundle(null, outcome("warning", "suppressed"))));

        List<Gap> gaps = read().gaps();

        assertThat(gaps)
                .extracting(Gap::part, Gap::reason)
                .containsExactlyInAnyOrder(
                        tuple("Condition", Gap.Reason.SERVER_ERROR),
                        tuple("Procedure", Gap.Reason.SERVER_ERROR),
                        tuple("Encounter", Gap.Reason.TRUNCATED));
        assertThat(gaps.toString())
                .contains("processing", "not-supported", "incomplete")
                .doesNotContain("Ada");
    }

    @Test
    void aPageLoopEndsAndIsTold() {
        ehr.on(
                "Observation",
                exchange -> exchange.json(bundle(
                        exchange.query().contains("page=b") ? "Observation?page=a" : "Observation?page=b",
                        creatinine("o" + exchange.query().hashCode(), "2020-01-01", "1.1"))));

        assertThat(read().gaps())
                .extracting(Gap::reason, Gap::detail)
                .containsExactly(
                        tuple(Gap.Reason.TRUNCATED, "the server's next link leads back to a page already read"));
    }

    @Test
    void pagesWithoutEndStopAtTheLimit() {
        var page = new AtomicInteger();
        ehr.on("Observation", exchange -> exchange.json(bundle("?page=" + page.incrementAndGet())));

        assertThat(read().gaps())
                .extracting(Gap::detail)
                .containsExactly("there are more than " + SMALL.pages() + " pages");
        assertThat(page).hasValue(SMALL.pages());
    }

    @Test
    void relativeAndOpaqueLinksAreFollowedAndLinksElsewhereAreNot() {
        for (String link : List.of(
                "?token=AAECAw%3D%3D",
                "Observation?token=2", "/fhir/Observation?token=3", ehr.base() + "?_getpages=4")) {
            ehr.on("", exchange -> exchange.json(bundle(null, creatinine("o2", "2020-01-02", "1.2"))));
            ehr.on(
                    "Observation",
                    exchange -> exchange.json(
                            exchange.query().contains("token")
                                    ? bundle(null, creatinine("o2", "2020-01-02", "1.2"))
                                    : bundle(link, creatinine("o1", "2020-01-01", "1.1"))));
            PatientRecord record = read();
            assertThat(record.gaps()).as(link).isEmpty();
            assertThat(record.events(Measurement.class)).as(link).hasSize(2);
        }
        for (String link : List.of(
                "https://elsewhere.example/fhir?page=2",
                "/other/Observation?page=2",
                "//elsewhere.example/fhir/x",
                "../admin?x",
                "%%")) {
            ehr.on("Observation", exchange -> exchange.json(bundle(link, creatinine("o1", "2020-01-01", "1.1"))));
            PatientRecord record = read();
            assertThat(record.gaps()).as(link).extracting(Gap::reason).containsExactly(Gap.Reason.TRUNCATED);
            assertThat(record.events(Measurement.class)).as(link).hasSize(1);
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsCutOffWhileItArrives() {
        var sent = new AtomicLong();
        ehr.on("Observation", exchange -> {
            exchange.http().sendResponseHeaders(200, 0);
            byte[] block = " ".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
            try (OutputStream out = exchange.http().getResponseBody()) {
                for (int i = 0; i < 20_000; i++) {
                    out.write(block);
                    sent.addAndGet(block.length);
                }
            }
        });

        assertThat(read().gaps())
                .extracting(Gap::part, Gap::reason, Gap::detail)
                .containsExactly(
                        tuple("Observation", Gap.Reason.TRUNCATED, "an answer of more than 200000 bytes was cut off"));
        assertThat(sent).hasValueLessThan(100_000_000);
    }

    @Test
    void aFiftyMegabyteAttachmentIsAGapAndIsNeverHeld() {
        ehr.on(
                "DocumentReference",
                exchange -> exchange.json(bundle(
                        null,
                        document("d1", "Binary/large", 0),
                        document("d2", "Binary/small", 0),
                        document("d3", "Binary/told", 50_000_000))));
        ehr.on(
                "Binary/small",
                exchange -> exchange.json(
                        "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"V2VsbC4=\"}"));
        ehr.on("Binary/large", exchange -> {
            exchange.http().sendResponseHeaders(200, 50_000_000);
            try (OutputStream out = exchange.http().getResponseBody()) {
                byte[] block = new byte[50_000];
                for (int i = 0; i < 1_000; i++) {
                    out.write(block);
                }
            }
        });

        PatientRecord record = read();

        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason, Gap::detail)
                .containsExactly(tuple(
                        "DocumentReference.text",
                        Gap.Reason.TRUNCATED,
                        "2 are larger than 100000 bytes and were not read"));
        assertThat(ehr.asked("Binary/told")).isEmpty();
        assertThat(record.events(NoteDocument.class))
                .extracting(NoteDocument::text)
                .contains("Well.");
    }

    @Test
    void theLabelOfATextIsItsDocumentsAndAnotherPatientsTextIsRefused() {
        ehr.on(
                "DocumentReference",
                exchange -> exchange.json(bundle(
                        null,
                        document("d1", "Binary/labelled", 0),
                        document("d2", "Binary/foreign", 0),
                        document("d3", "Binary/own", 0))));
        binary("labelled", "\"meta\":{\"security\":[{\"code\":\"PSY\"}]}");
        binary("foreign", "\"securityContext\":{\"reference\":\"Patient/p2\"}");
        binary("own", "\"securityContext\":{\"reference\":\"Patient/p1\"}");

        PatientRecord record = read();

        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason)
                .containsExactlyInAnyOrder(
                        tuple("DocumentReference.text", Gap.Reason.ANOTHER_PATIENT),
                        tuple("Record", Gap.Reason.WITHHELD));
        assertThat(record.events(NoteDocument.class))
                .extracting(NoteDocument::text)
                .containsOnlyOnce("Well.")
                .hasSizeLessThan(3);
    }

    private void binary(String id, String member) {
        ehr.on(
                "Binary/" + id,
                exchange -> exchange.json(
                        "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"V2VsbC4=\"," + member
                                + "}"));
    }

    @Test
    void aConsentThatIsThereAndCannotBeSearchedIsAGapAndOneThatIsNotIsNone() {
        String stated =
                "{\"resourceType\":\"CapabilityStatement\",\"fhirVersion\":\"4.0.1\",\"rest\":[{\"mode\":\"server\","
                        + "\"resource\":[{\"type\":\"Patient\",\"interaction\":[{\"code\":\"read\"}]}%s]}]}";
        String readable = ",{\"type\":\"Consent\",\"interaction\":[{\"code\":\"read\"}]}";
        ehr.on("metadata", exchange -> exchange.json(stated.formatted(readable)));

        assertThat(read().gaps())
                .filteredOn(gap -> gap.part().equals("Consent"))
                .extracting(Gap::reason)
                .containsExactly(Gap.Reason.NOT_SUPPORTED);

        FhirAccess narrow = FhirAccess.of(Access.given(
                ehr.base(),
                "token",
                Scopes.parse("patient/Patient.r"),
                Instant.now().plus(Duration.ofMinutes(5)),
                Clock.systemUTC()));
        assertThat(reader().read(narrow, PATIENT, BUDGET).gaps())
                .filteredOn(gap -> gap.part().equals("Consent"))
                .extracting(Gap::reason)
                .containsExactly(Gap.Reason.NO_SCOPE);

        ehr.on("metadata", exchange -> exchange.json(stated.formatted("")));
        assertThat(read().lacks("Consent")).isFalse();
    }

    @Test
    void neverMoreRequestsAtATimeThanTheLimit() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var limits = new ReadLimits(Duration.ofSeconds(20), 1, 500, 10, 200_000, 5, 100_000, 3);
        RecordReader.types()
                .forEach(type -> ehr.on(type, exchange -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    exchange.json(bundle(null));
                }));

        PatientRecord record =
                new RecordReader(FhirHttp.newClient(), limits, Clock.systemUTC()).read(ehr.access(), PATIENT, BUDGET);

        assertThat(record.gaps()).isEmpty();
        assertThat(most).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void retryAfterBeyondTheBudgetIsAGapAtOnce() {
        ehr.on("Condition", exchange -> {
            exchange.http().getResponseHeaders().set("Retry-After", "3600");
            exchange.send(429, "");
        });

        long start = System.nanoTime();
        PatientRecord record = read();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET);
        assertThat(record.lacks("Condition")).isTrue();
    }

    @Test
    void aServerThatIsDownIsLeftAloneAndAskedAgainLater() {
        var down = new AtomicBoolean(true);
        RecordReader.types()
                .forEach(type -> ehr.on(type, exchange -> exchange.send(down.get() ? 503 : 200, bundle(null))));
        var gates = new ServerGates(16, Duration.ofMillis(400));
        var reader =
                new RecordReader(FhirHttp.newClient(), SMALL, Clock.systemUTC(), CapabilityDirectory.create(), gates);

        reader.read(ehr.access(), PATIENT, BUDGET);
        int before = ehr.asked().size();
        PatientRecord refused = reader.read(ehr.access(), PATIENT, Duration.ofMillis(200));
        assertThat(refused.gaps())
                .extracting(Gap::detail)
                .containsOnly("the server has not been answering and is left alone for a while");
        assertThat(ehr.asked()).hasSize(before);

        down.set(false);
        assertThat(eventually(reader)).isEmpty();
    }

    @Test
    void tellsHowFarItHasCome() {
        List<ReadProgress> told = Collections.synchronizedList(new ArrayList<>());
        ehr.on("Observation", exchange -> exchange.json(bundle(null, creatinine("o1", "2020-01-01", "1.1"))));

        reader().read(ehr.access(), PATIENT, Reading.within(BUDGET).telling(told::add));

        int parts = RecordReader.types().size();
        assertThat(told.getLast()).isEqualTo(new ReadProgress(2, parts, parts));
        assertThat(told).extracting(ReadProgress::partsDone).isSorted();
    }

    /** The gaps once the server is asked again; the reads themselves take the time. */
    private List<Gap> eventually(RecordReader reader) {
        long end = System.nanoTime() + BUDGET.toNanos();
        List<Gap> gaps = reader.read(ehr.access(), PATIENT, BUDGET).gaps();
        while (!gaps.isEmpty() && System.nanoTime() < end) {
            gaps = reader.read(ehr.access(), PATIENT, BUDGET).gaps();
        }
        return gaps;
    }

    private static String document(String id, String url, int size) {
        return """
            {"resourceType":"DocumentReference","id":"%s","status":"current","subject":{"reference":"Patient/p1"},
             "content":[{"attachment":{"contentType":"text/plain","url":"%s"%s}}]}""".formatted(id, url, size == 0 ? "" : ",\"size\":" + size);
    }

    private static RecordReader reader() {
        return new RecordReader(FhirHttp.newClient(), SMALL, Clock.systemUTC());
    }

    private PatientRecord read() {
        return reader().read(ehr.access(), PATIENT, BUDGET);
    }
}

package org.prodrome.fhir.prefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.patient;
import static org.prodrome.fhir.search.ScriptedEhr.bundle;
import static org.prodrome.fhir.search.ScriptedEhr.outcome;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.fhir.search.ScriptedEhr;

/** The four cases of prefetch where the CDS client named a server to ask. */
class PrefetchWithServerTest {
    private static final PrefetchKeys KEYS = new PrefetchKeys(new LinkedHashMap<>(
            Map.of("patient", "Patient", "labs", "Observation", "allergies", "AllergyIntolerance")));
    private static final String FIRST = creatinine("o1", "2020-01-01", "1.1");

    private final ScriptedEhr ehr = new ScriptedEhr();
    private final Map<String, @Nullable String> parts = new HashMap<>();

    @BeforeEach
    void supplied() {
        parts.put("patient", patient());
        parts.put("labs", bundle(null, FIRST));
        parts.put("allergies", bundle(null));
        ehr.on(
                "Observation",
                exchange -> exchange.json(
                        exchange.query().contains("page=2")
                                ? bundle(null, creatinine("o2", "2020-01-02", "1.2"))
                                : bundle("?page=2", FIRST)));
    }

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void whatIsCompleteIsNotAskedFor() {
        assertThat(read().gaps()).isEmpty();
        assertThat(ehr.asked()).isEmpty();
    }

    @Test
    void anAbsentPartIsReadFromTheServer() {
        parts.remove("labs");

        assertThat(read().events(Measurement.class)).hasSize(2);
        assertThat(ehr.asked("AllergyIntolerance")).isEmpty();
    }

    @Test
    void nullIsAnAnswerAndIsNotAskedForAgain() {
        parts.put("labs", null);

        PatientRecord record = read();

        assertThat(record.events()).isEmpty();
        assertThat(record.gaps()).isEmpty();
        assertThat(ehr.asked()).isEmpty();
    }

    @Test
    void whatFailedForTheClientIsReadFromTheServer() {
        parts.put("labs", outcome("error", "timeout"));

        PatientRecord record = read();

        assertThat(record.events(Measurement.class)).hasSize(2);
        assertThat(record.gaps()).isEmpty();
    }

    @Test
    void aFirstPageIsFollowedByTheRest() {
        parts.put("labs", bundle(ehr.base() + "/Observation?page=2", FIRST));

        PatientRecord record = read();

        assertThat(record.events(Measurement.class)).hasSize(2);
        assertThat(record.gaps()).isEmpty();
    }

    @Test
    void withoutTimeToFollowTheFirstPageIsKeptAndToldAsSuch() {
        parts.put("labs", bundle(ehr.base() + "/Observation?page=2", FIRST));

        PatientRecord record = read(Duration.ZERO);

        assertThat(record.events(Measurement.class)).hasSize(1);
        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason)
                .containsExactly(tuple("Observation", Gap.Reason.TRUNCATED));
        assertThat(ehr.asked()).isEmpty();
    }

    @Test
    void aServerThatFailsTooLeavesTheFirstPageAndAGap() {
        parts.put("labs", bundle(ehr.base() + "/Observation?page=2", FIRST));
        ehr.on("Observation", exchange -> exchange.send(500, outcome("fatal", "exception")));

        PatientRecord record = read();

        assertThat(record.events(Measurement.class)).hasSize(1);
        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason)
                .containsExactly(tuple("Observation", Gap.Reason.SERVER_ERROR));
    }

    @Test
    void aNarrowedPartThatIsReadFromTheServerIsWholeAndWhatWasNotAskedForStaysMissing() {
        parts.remove("labs");
        var keys = PrefetchKeys.of(
                Map.of(
                        "patient", "Patient/{{context.patientId}}",
                        "labs", "Observation?patient={{context.patientId}}&category=laboratory",
                        "allergies", "AllergyIntolerance?patient={{context.patientId}}&clinical-status=active"),
                "order entry");

        PatientRecord record = new PrefetchReader(keys, RecordReader.create(), Clock.systemUTC())
                .read(ehr.access(), new PatientId("p1"), new Prefetch(parts), Deadline.in(Duration.ofSeconds(30)));

        assertThat(record.events(Measurement.class)).hasSize(2);
        assertThat(record.lacks("Observation.other")).isFalse();
        assertThat(record.lacks("AllergyIntolerance.other")).isTrue();
        assertThat(record.lacks("Procedure")).isTrue();
        assertThat(ehr.asked("Procedure")).isEmpty();
    }

    private PatientRecord read() {
        return read(Duration.ofSeconds(30));
    }

    private PatientRecord read(Duration budget) {
        return new PrefetchReader(KEYS, RecordReader.create(), Clock.systemUTC())
                .read(ehr.access(), new PatientId("p1"), new Prefetch(parts), Deadline.in(budget));
    }
}

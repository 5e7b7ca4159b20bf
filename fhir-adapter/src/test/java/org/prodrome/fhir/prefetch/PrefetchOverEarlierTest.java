package org.prodrome.fhir.prefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.FhirTexts.condition;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.medication;
import static org.prodrome.fhir.FhirTexts.patient;
import static org.prodrome.fhir.search.ScriptedEhr.bundle;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.EarlierRecord;
import org.prodrome.fhir.search.Reading;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.fhir.search.ScriptedEhr;

/** What an order hook sees of the record that was read at the opening of the chart. */
class PrefetchOverEarlierTest {
    private static final PatientId PATIENT = new PatientId("p1");
    private static final Duration BUDGET = Duration.ofSeconds(30);
    private static final PrefetchKeys KEYS = PrefetchKeys.of(
            Map.of(
                    "patient", "Patient/{{context.patientId}}",
                    "conditions", "Condition?patient={{context.patientId}}&_count=500",
                    "labs", "Observation?patient={{context.patientId}}&category=laboratory&_sort=-date&_count=2",
                    "medications", "MedicationRequest?patient={{context.patientId}}&status=active,on-hold"),
            "order entry");
    private static final String DIED_DOWN = """
            {"resourceType":"Procedure","id":"pr","status":"completed","subject":{"reference":"Patient/p1"},
             "code":{"coding":[{"system":"http://snomed.info/sct","code":"80146002"}]},"performedDateTime":"2019-01-01"}""";
    private static final String DENIES_DIABETES = """
            {"resourceType":"Consent","id":"k","status":"active","patient":{"reference":"Patient/p1"},
             "scope":{"coding":[{"code":"patient-privacy"}]},
             "provision":{"type":"deny","code":[{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}]}]}}""";

    private final ScriptedEhr ehr = new ScriptedEhr();
    private final RecordReader reader = RecordReader.create();
    private final Map<String, @Nullable String> parts = new HashMap<>();

    @BeforeEach
    void supplied() {
        parts.put("patient", patient());
        parts.put("conditions", bundle(null));
        parts.put("labs", bundle(null));
        parts.put("medications", bundle(null));
    }

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void whatNoKeyBringsIsThereAndNoGapAnyMore() {
        has("Procedure", DIED_DOWN);

        PatientRecord record = read(earlier());

        assertThat(sources(record)).containsExactly("Procedure/pr");
        assertThat(record.lacks("Procedure")).isFalse();
        assertThat(read(null).lacks("Procedure")).isTrue();
    }

    @Test
    void aProblemThatWasDeletedSinceDoesNotComeBack() {
        has("Condition", condition("gone", "confirmed", "2015-01-01"));

        assertThat(sources(read(earlier()))).isEmpty();
    }

    @Test
    void ofWhatWasReadEarlierAndSuppliedNowTheSuppliedCounts() {
        has("MedicationRequest", medication("m1", "completed", "860975"));
        EarlierRecord earlier = earlier();
        parts.put("medications", bundle(null, medication("m1", "active", "314229")));

        PatientRecord record = read(earlier);

        assertThat(sources(record)).containsExactly("MedicationRequest/m1");
        assertThat(record.events()).singleElement().asString().contains("314229");
    }

    @Test
    void aCurrentOrderThatIsNoLongerAmongTheCurrentOnesIsNotCurrent() {
        has("MedicationRequest", medication("stopped", "active", "860975"), medication("old", "completed", "314229"));

        assertThat(sources(read(earlier()))).containsExactly("MedicationRequest/old");
    }

    @Test
    void aSecondKeyThatDidNotComeTakesNothingFromWhatWasReadEarlier() {
        has("MedicationRequest", medication("current", "active", "860975"), medication("ended", "stopped", "314229"));
        EarlierRecord earlier = earlier();
        var templates = new LinkedHashMap<String, String>();
        templates.put("patient", "Patient/{{context.patientId}}");
        templates.put("medications", "MedicationRequest?patient={{context.patientId}}&status=active,on-hold");
        templates.put("past", "MedicationRequest?patient={{context.patientId}}&status=stopped,completed");
        var keys = PrefetchKeys.of(templates, "order entry");

        assertThat(sources(read(keys, earlier))).containsExactly("MedicationRequest/ended");

        parts.put("past", bundle(null));
        assertThat(sources(read(keys, earlier))).isEmpty();
    }

    @Test
    void ordersInProgressAreNotKept() {
        has("MedicationRequest", medication("d1", "draft", "860975"));
        parts.remove("medications");

        assertThat(sources(read(earlier()))).isEmpty();
    }

    @Test
    void aListCutShortIsWholeWithWhatIsOlderThanItsEnd() {
        has(
                "Observation",
                creatinine("new", "2020-05-01", "1.1"),
                creatinine("deleted", "2020-04-01", "9.9"),
                creatinine("last", "2020-03-01", "1.2"),
                creatinine("older", "2020-02-01", "1.3"));
        EarlierRecord earlier = earlier();
        parts.put(
                "labs",
                bundle(
                        "https://ehr.example.org/next",
                        creatinine("new", "2020-05-01", "1.1"),
                        creatinine("last", "2020-03-01", "1.2")));

        PatientRecord record = read(earlier);

        assertThat(sources(record))
                .containsExactlyInAnyOrder("Observation/new", "Observation/last", "Observation/older");
        assertThat(record.lacks("Observation")).isFalse();
        assertThat(read(null).lacks("Observation")).isTrue();
    }

    @Test
    void aTypeThatCouldNotBeReadEitherStaysMissing() {
        ehr.on("Observation", exchange -> exchange.send(500, "{}"));
        parts.remove("labs");

        assertThat(read(earlier()).lacks("Observation")).isTrue();
    }

    @Test
    void aConsentReadEarlierSiftsWhatIsSuppliedNow() {
        has("Consent", DENIES_DIABETES);
        EarlierRecord earlier = earlier();
        parts.put("conditions", bundle(null, condition("c", "confirmed", "2015-01-01")));

        PatientRecord record = read(earlier);

        assertThat(sources(record)).isEmpty();
        assertThat(record.gaps()).extracting(Gap::reason).contains(Gap.Reason.WITHHELD);
        assertThat(sources(read(null))).containsExactly("Condition/c");
    }

    @Test
    void anotherPatientsResourceIsNotKept() {
        has("Procedure", DIED_DOWN.replace("Patient/p1", "Patient/p2"));
        EarlierRecord.Read read = readForLater();

        assertThat(read.record().gaps()).extracting(Gap::reason).contains(Gap.Reason.ANOTHER_PATIENT);
        assertThat(read.kept().gaps()).extracting(Gap::reason).doesNotContain(Gap.Reason.ANOTHER_PATIENT);
        assertThat(sources(read(read.kept()))).isEmpty();
        assertThat(read(read.kept()).gaps()).extracting(Gap::reason).doesNotContain(Gap.Reason.ANOTHER_PATIENT);
    }

    private void has(String type, String... resources) {
        ehr.on(type, exchange -> exchange.json(bundle(null, resources)));
    }

    private EarlierRecord earlier() {
        return readForLater().kept();
    }

    private EarlierRecord.Read readForLater() {
        return reader.readForLater(ehr.access(), PATIENT, Reading.within(BUDGET));
    }

    private PatientRecord read(@Nullable EarlierRecord earlier) {
        return read(KEYS, earlier);
    }

    private PatientRecord read(PrefetchKeys keys, @Nullable EarlierRecord earlier) {
        return new PrefetchReader(keys, reader, Clock.systemUTC())
                .read(ehr.base().toString(), PATIENT, new Prefetch(parts), earlier);
    }

    private static List<String> sources(PatientRecord record) {
        return record.events().stream()
                .map(ClinicalEvent::source)
                .map(source -> source.literal())
                .toList();
    }
}

package org.prodrome.fhir.prefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.fhir.FhirTexts.bundle;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.medication;
import static org.prodrome.fhir.FhirTexts.patient;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.RecordReader;

class PrefetchReaderTest {
    private static final PrefetchKeys KEYS = new PrefetchKeys(new LinkedHashMap<>(
            Map.of("patient", "Patient", "labs", "Observation", "allergies", "AllergyIntolerance")));
    private static final String OUTCOME =
            "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"timeout\"}]}";

    @Test
    void anAbsentKeyIsAGap() {
        var parts = complete();
        parts.remove("allergies");

        assertThat(read(parts).gaps())
                .containsExactly(
                        new Gap("AllergyIntolerance", Gap.Reason.NOT_SUPPLIED, "the CDS client sent none along"));
    }

    @Test
    void nullIsAnEmptyResultAndNoGap() {
        var parts = complete();
        parts.put("allergies", "null");

        assertThat(read(parts).gaps()).isEmpty();
    }

    @Test
    void nullForThePatientWhoMustBeThereIsAGapSoThatItIsReadFromTheServer() {
        var parts = complete();
        parts.put("patient", null);

        assertThat(read(parts).gaps())
                .containsExactly(new Gap("Patient", Gap.Reason.NOT_SUPPLIED, "the CDS client found none"));
    }

    @Test
    void anOperationOutcomeIsAFailureOfTheClient() {
        var parts = complete();
        parts.put("allergies", OUTCOME);

        assertThat(read(parts).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).isEqualTo(Gap.Reason.SERVER_ERROR))
                .satisfies(gap -> assertThat(gap.detail()).contains("timeout"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\",\"code\":\"incomplete\"}]}",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"information\"}]}",
                "{\"resourceType\":\"OperationOutcome\"}"
            })
    void anOutcomeInThePlaceOfAnAnswerIsNoEmptyAnswer(String outcome) {
        var parts = complete();
        parts.put("allergies", outcome);

        assertThat(read(parts).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).isEqualTo(Gap.Reason.SERVER_ERROR));
    }

    @Test
    void aHintAmongNoMatchesIsAnEmptyAnswer() {
        var parts = complete();
        parts.put("allergies", """
                {"resourceType":"Bundle","type":"searchset","total":0,"entry":[{"search":{"mode":"outcome"},
                 "resource":{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"processing"}]}}]}""");

        assertThat(read(parts).gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Patient\",\"id\":\"p1\"}",
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Condition\",\"id\":\"c\"}}]}"
            })
    void somethingElseThanWasAskedForIsNoEmptyAnswer(String other) {
        var parts = complete();
        parts.put("allergies", other);

        assertThat(read(parts).gaps())
                .contains(new Gap("AllergyIntolerance", Gap.Reason.UNREADABLE, "the CDS client sent something else"));
    }

    @Test
    void whatNoKeyAsksForIsMissingAndWhatOneNarrowsIsMissingInItsOtherPart() {
        var keys = PrefetchKeys.of(
                Map.of(
                        "patient", "Patient/{{context.patientId}}",
                        "labs", "Observation?patient={{context.patientId}}&category=laboratory&_sort=-date&_count=200",
                        "allergies", "AllergyIntolerance?patient={{context.patientId}}&_count=200"),
                "order entry");

        PatientRecord record = read(keys, complete());

        assertThat(record.lacks("Patient")).isFalse();
        assertThat(record.lacks("Observation")).isFalse();
        assertThat(record.lacks("AllergyIntolerance")).isFalse();
        assertThat(record.gaps())
                .contains(
                        new Gap("Procedure", Gap.Reason.NOT_SUPPLIED, "not asked for at order entry"),
                        new Gap(
                                "Observation.other",
                                Gap.Reason.NOT_SUPPLIED,
                                "only those of category=laboratory are asked for at order entry"))
                .noneMatch(gap -> gap.part().equals("AllergyIntolerance.other"));
        assertThat(RecordReader.types())
                .filteredOn(type -> !keys.typeByKey().containsValue(type))
                .hasSize(RecordReader.types().size() - 3)
                .allMatch(record::lacks);
    }

    @Test
    void whoAsksForAllThatIsReadIsToldOfNoOtherPart() {
        String category = "Observation?patient={{context.patientId}}&category=";
        String status = "MedicationRequest?patient={{context.patientId}}&status=";

        assertThat(parts(
                        Map.of("a", category + "laboratory", "b", category + "vital-signs,social-history,survey,exam")))
                .doesNotContain("Observation", "Observation.other");
        assertThat(parts(Map.of("a", category + "laboratory", "b", category + "vital-signs,survey,exam")))
                .contains("Observation.other");
        assertThat(parts(Map.of("a", category + "laboratory,vital-signs,social-history,survey,exam&date=ge2020")))
                .contains("Observation.other");
        assertThat(parts(Map.of("a", status + "active,on-hold,unknown", "b", status + "stopped,completed")))
                .doesNotContain("MedicationRequest", "MedicationRequest.other");
        assertThat(parts(Map.of("a", status + "active,on-hold,unknown"))).contains("MedicationRequest.other");
    }

    /** {@code enough.json}, "decision": what a site does whose EHR has such observations. */
    @Test
    void anObservationWithoutACategoryIsFoundByNoCategoryAndByATemplateWithoutOne() {
        Observation uncategorised = new Observation();
        String byCategory = "category=laboratory,vital-signs,social-history,survey,exam";

        assertThat(Narrowing.mayFind(byCategory, uncategorised)).isFalse();
        assertThat(Narrowing.mayFind("", uncategorised)).isTrue();
        assertThat(parts(Map.of("a", "Observation?patient={{context.patientId}}&_sort=-date&_count=400")))
                .doesNotContain("Observation", "Observation.other");
    }

    @Test
    void aSecondKeyOfATypeThatFailsLeavesTheFirstWhole() {
        var templates = new LinkedHashMap<String, String>();
        templates.put("patient", "Patient/{{context.patientId}}");
        templates.put("labs", "Observation?patient={{context.patientId}}&category=laboratory");
        templates.put("vitals", "Observation?patient={{context.patientId}}&category=vital-signs");

        PatientRecord record = read(PrefetchKeys.of(templates, "order entry"), complete());

        assertThat(record.lacks("Observation")).isFalse();
        assertThat(record.gaps())
                .contains(new Gap("Observation.other", Gap.Reason.NOT_SUPPLIED, "the CDS client sent none along"));
    }

    @Test
    void oneEncounterIsNotTheListOfThem() {
        assertThat(parts(Map.of("encounter", "Encounter/{{context.encounterId}}", "user", "{{context.userId}}")))
                .contains("Encounter");
    }

    private static List<String> parts(Map<String, String> templates) {
        return PrefetchKeys.of(templates, "order entry").unasked().stream()
                .map(Gap::part)
                .toList();
    }

    @Test
    void aBundleWithANextLinkIsNotTakenAsComplete() {
        var parts = complete();
        parts.put(
                "labs",
                bundle(creatinine("o1", "2020-01-01", "1.1"))
                        .replace(
                                "\"type\":",
                                "\"link\":[{\"relation\":\"next\",\"url\":\"http://localhost/fhir?page=2\"}],\"type\":"));

        PatientRecord record = read(parts);

        assertThat(record.events()).hasSize(1);
        assertThat(record.gaps()).extracting(Gap::reason).containsExactly(Gap.Reason.TRUNCATED);
    }

    @Test
    void aBundleWithAnErrorAmongItsEntriesIsNotTakenAsComplete() {
        var parts = complete();
        parts.put(
                "labs",
                bundle(creatinine("o1", "2020-01-01", "1.1"), OUTCOME, OUTCOME.replace("error", "information")));

        PatientRecord record = read(parts);

        assertThat(record.events()).hasSize(1);
        assertThat(record.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.part()).isEqualTo("Observation"))
                .satisfies(gap -> assertThat(gap.reason()).isEqualTo(Gap.Reason.SERVER_ERROR));
    }

    @Test
    void aFailedPageOfABundleThatGoesOnLeavesBothGaps() {
        var parts = complete();
        parts.put(
                "labs",
                bundle(creatinine("o1", "2020-01-01", "1.1"), OUTCOME)
                        .replace(
                                "\"searchset\"",
                                "\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\"http://localhost/fhir?page=2\"}]"));

        assertThat(read(parts).gaps())
                .extracting(Gap::reason)
                .containsExactly(Gap.Reason.SERVER_ERROR, Gap.Reason.TRUNCATED);
    }

    @Test
    void aBundleThatCountsMoreThanItHoldsIsNotTakenAsComplete() {
        var parts = complete();
        parts.put("labs", counting(2));

        assertThat(read(parts).gaps()).extracting(Gap::reason).containsExactly(Gap.Reason.TRUNCATED);

        parts.put("labs", counting(1));
        assertThat(read(parts).gaps()).isEmpty();
    }

    @Test
    void whatWasIncludedIsNoMatch() {
        var parts = complete();
        parts.put(
                "labs",
                counting(2)
                        .replace(
                                "\"entry\":[",
                                "\"entry\":[{\"search\":{\"mode\":\"include\"},\"resource\":"
                                        + medication("m1", "active", "314076") + "},"));

        assertThat(read(parts).gaps()).extracting(Gap::reason).containsExactly(Gap.Reason.TRUNCATED);
    }

    @Test
    void anyTextLeavesAGapAndNeverAnException() {
        var random = new Random(11);
        String sample = bundle(creatinine("o1", "2020-01-01", "1.1"));

        for (int round = 0; round < 300; round++) {
            var parts = complete();
            parts.put("labs", damaged(sample, random));
            assertThat(read(parts).patient()).isEqualTo(new PatientId("p1"));
        }
    }

    @Test
    void anOrderKeepsItsTextToTheLetter() {
        String order =
                "{ \"resourceType\":\"MedicationRequest\", \"id\":\"d1\",\"status\":\"draft\",\"intent\":\"order\","
                        + "\"unknownField\":1.50,\"subject\":{\"reference\":\"Patient/p1\"},"
                        + "\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"" + Coding.RXNORM
                        + "\",\"code\":\"860975\"}]}}";

        List<DraftOrder> orders = DraftOrders.parse(bundle(order), List.of("MedicationRequest/d1"));

        assertThat(orders).singleElement().satisfies(draft -> {
            assertThat(draft.json()).isEqualTo(order);
            assertThat(draft.selected()).isTrue();
            assertThat(draft.ingredients()).extracting(Coding::code).containsExactly("6809");
        });
    }

    @Test
    void onlySelectedOrdersAreSelectedAndAllWhereTheHookHasNoSelections() {
        String orders = bundle(medication("d1", "draft", "860975"), medication("d2", "draft", "860975"));

        assertThat(DraftOrders.parse(orders, List.of("MedicationRequest/d2")))
                .extracting(DraftOrder::selected)
                .containsExactly(false, true);
        assertThat(DraftOrders.parse(orders, null))
                .extracting(DraftOrder::selected)
                .containsOnly(true);
    }

    @Test
    void selectionsMayNameAnOrderInAnyFormOfReference() {
        String orders = bundle(medication("d1", "draft", "860975"), medication("d2", "draft", "860975"))
                .replaceFirst(
                        "\\{\"resource\"",
                        "{\"fullUrl\":\"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0\",\"resource\"");

        for (String first : List.of(
                "MedicationRequest/d1",
                "https://ehr.example/fhir/MedicationRequest/d1",
                "MedicationRequest/d1/_history/3",
                "https://ehr.example/fhir/MedicationRequest/d1/_history/3",
                "urn:uuid:0C3151BD-1cbf-4d64-b04d-cd9187a4c6e0",
                "d1")) {
            assertThat(DraftOrders.parse(orders, List.of(first)))
                    .as(first)
                    .extracting(DraftOrder::selected)
                    .containsExactly(true, false);
        }
    }

    @Test
    void aSelectionThatNamesNoOrderSelectsThemAll() {
        String orders = bundle(medication("d1", "draft", "860975"), medication("d2", "draft", "860975"));

        for (List<String> selections : List.of(
                List.of("MedicationRequest/d3"),
                List.of("ServiceRequest/d1"),
                List.of("MedicationRequest/d1", "urn:uuid:somebody-else"),
                List.of("not a reference"),
                List.<String>of())) {
            assertThat(DraftOrders.parse(orders, selections))
                    .as(selections.toString())
                    .extracting(DraftOrder::selected)
                    .containsExactly(true, true);
        }
    }

    @Test
    void draftOrdersThatCannotBeReadAreRefusedByName() {
        assertThatThrownBy(() -> DraftOrders.parse("{\"resourceType\":\"Patient\"}", null))
                .isInstanceOf(FhirAdapterException.Unreadable.class)
                .hasMessageContaining("draftOrders");
        assertThatThrownBy(() -> DraftOrders.parse("{\"secret\":", null))
                .isInstanceOf(FhirAdapterException.Unreadable.class)
                .hasMessageNotContaining("secret");
    }

    private static Map<String, @Nullable String> complete() {
        Map<String, @Nullable String> parts = new HashMap<>();
        parts.put("patient", patient());
        parts.put("labs", bundle(creatinine("o1", "2020-01-01", "1.1")));
        parts.put("allergies", bundle());
        return parts;
    }

    private static String counting(int total) {
        return bundle(creatinine("o1", "2020-01-01", "1.1"))
                .replace("\"searchset\"", "\"searchset\",\"total\":" + total);
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int i = 0; i < 3; i++) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, (char) (random.nextInt(94) + 33));
                default -> damaged.setLength(Math.max(2, at));
            }
        }
        return damaged.toString();
    }

    private static PatientRecord read(Map<String, @Nullable String> parts) {
        return read(KEYS, parts);
    }

    private static PatientRecord read(PrefetchKeys keys, Map<String, @Nullable String> parts) {
        var reader = new PrefetchReader(keys, RecordReader.create(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return reader.read("http://localhost/fhir", new PatientId("p1"), new Prefetch(parts));
    }
}

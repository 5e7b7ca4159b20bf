package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.mapping.TestMapping.map;
import static org.prodrome.fhir.mapping.TestMapping.only;
import static org.prodrome.fhir.mapping.TestMapping.resource;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.MedicationUse;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Value;
import org.prodrome.fhir.resources.ParsedResources;

class MedicationsTest {
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private static final String METFORMIN = "\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"" + RXNORM
            + "\",\"code\":\"6809\",\"display\":\"metformin\"}]}";
    private static final String SHELF = """
        {"resourceType":"Medication","id":"x1","meta":{"versionId":"2"},"code":{"text":"house brand"},
         "ingredient":[{"itemCodeableConcept":{"coding":[{"system":"%s","code":"6809"}]}}]}""".formatted(RXNORM);

    @Test
    void keepsDoseRouteAndReasons() {
        MedicationOrder order = only(MedicationOrder.class, request("m", METFORMIN + """
            ,"reasonCode":[{"text":"diabetes"}],"reasonReference":[{"reference":"Condition/c","display":"kidney disease"}],
            "dosageInstruction":[{"text":"1 tablet twice a day","route":{"text":"by mouth"},
             "doseAndRate":[{"doseQuantity":{"value":500,"code":"mg"}}]}]"""));

        assertThat(order.dose()).isEqualTo(new Value.Quantity(new BigDecimal("500"), "mg", null));
        assertThat(order.route()).extracting(CodedConcept::text).isEqualTo("by mouth");
        assertThat(order.reasons()).extracting(CodedConcept::words).containsExactly("diabetes", "kidney disease");
        assertThat(order.dosage()).isEqualTo("1 tablet twice a day");
        assertThat(order.reported()).isFalse();
    }

    @Test
    void severalDosagesAreAllInTheWordsAndNoneIsTheDose() {
        MedicationOrder order = only(MedicationOrder.class, request("m", METFORMIN + """
            ,"dosageInstruction":[{"text":"500 mg in the morning","doseAndRate":[{"doseQuantity":{"value":500,"code":"mg"}}]},
             {"text":"1000 mg at night","doseAndRate":[{"doseQuantity":{"value":1000,"code":"mg"}}]}]"""));

        assertThat(order.dosage()).isEqualTo("500 mg in the morning; 1000 mg at night");
        assertThat(order.dose()).isNull();
    }

    @Test
    void whatWasOnlyReportedIsTold() {
        assertThat(only(MedicationOrder.class, request("m", METFORMIN + ",\"reportedBoolean\":true"))
                        .reported())
                .isTrue();
        assertThat(only(
                                MedicationOrder.class,
                                request("m", METFORMIN + ",\"reportedReference\":{\"display\":\"husband\"}"))
                        .reported())
                .isTrue();
        assertThat(only(
                                MedicationOrder.class,
                                resource("MedicationStatement", "s", "\"status\":\"active\"," + METFORMIN))
                        .reported())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Medication/x1",
                "Medication/x1/_history/2",
                "http://ehr.example/fhir/Medication/x1",
                "http://ehr.example/fhir/Medication/x1/_history/2",
                "urn:uuid:x1"
            })
    void findsTheMedicationByEveryFormOfReference(String reference) {
        MedicationOrder order = only(
                MedicationOrder.class,
                SHELF,
                request("m", "\"medicationReference\":{\"reference\":\"" + reference + "\"}"));

        assertThat(order.ingredients()).extracting(Coding::code).containsExactly("6809");
        assertThat(order.concept().words()).isEqualTo("house brand");
    }

    @Test
    void aMedicationEnteredInErrorTellsNoIngredients() {
        PatientRecord record = map(
                SHELF.replace("\"code\":{\"text\"", "\"status\":\"entered-in-error\",\"code\":{\"text\""),
                request("m", "\"medicationReference\":{\"reference\":\"Medication/x1\",\"display\":\"something\"}"));

        assertThat(record.events(MedicationOrder.class)).singleElement().satisfies(order -> {
            assertThat(order.ingredients()).isEmpty();
            assertThat(order.concept().words()).isEqualTo("something");
        });
        assertThat(record.gaps()).extracting(Gap::part).containsExactly("Medication");
        assertThat(record.exclusions().enteredInError()).isEqualTo(1);
    }

    @Test
    void anAdministrationTellsWhenHowAndHowMuch() {
        MedicationUse use = only(
                MedicationUse.class,
                resource("MedicationAdministration", "a", "\"status\":\"completed\"," + METFORMIN + """
            ,"effectivePeriod":{"start":"2026-05-01T08:00:00Z","end":"2026-05-01T09:00:00Z"},
            "dosage":{"dose":{"value":500,"unit":"mg"},"route":{"text":"by mouth"}}"""));

        assertThat(use.kind()).isEqualTo(MedicationUse.Kind.ADMINISTERED);
        assertThat(Objects.requireNonNull(use.time()).date()).isEqualTo(LocalDate.of(2026, 5, 1));
        assertThat(use.end()).isNotNull();
        assertThat(use.dosage()).isEqualTo("500 mg");
        assertThat(use.route()).extracting(CodedConcept::text).isEqualTo("by mouth");
        assertThat(use.ingredients()).extracting(Coding::code).containsExactly("6809");
    }

    @Test
    void aDispenseCountsFromWhenItWasHandedOver() {
        MedicationUse use = only(
                MedicationUse.class,
                resource("MedicationDispense", "d", "\"status\":\"completed\"," + METFORMIN + """
            ,"whenPrepared":"2026-04-30","whenHandedOver":"2026-05-02" """));

        assertThat(use.kind()).isEqualTo(MedicationUse.Kind.DISPENSED);
        assertThat(Objects.requireNonNull(use.time()).date()).isEqualTo(LocalDate.of(2026, 5, 2));
    }

    @Test
    void whatWasNotGivenHandedOutOrTakenIsKeptOutAndCounted() {
        PatientRecord record = map(
                resource("MedicationAdministration", "a", "\"status\":\"not-done\"," + METFORMIN),
                resource("MedicationDispense", "d", "\"status\":\"declined\"," + METFORMIN),
                resource("MedicationStatement", "s", "\"status\":\"not-taken\"," + METFORMIN),
                request("m", METFORMIN + ",\"doNotPerform\":true"));

        assertThat(record.events()).isEmpty();
        assertThat(record.exclusions().notDone()).isEqualTo(4);
        assertThat(ParsedResources.open(record.resources()).resources())
                .as("what must not be given, for rules that compare orders with it")
                .extracting(kept -> kept.getIdElement().getIdPart())
                .contains("m")
                .doesNotContain("a", "d", "s");
    }

    @Test
    void anOrderMayEndAheadAndAnEndInTheFarFutureIsNone() {
        assertThat(Objects.requireNonNull(
                                only(MedicationOrder.class, until("2027-01-01")).end())
                        .date())
                .isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(only(MedicationOrder.class, until("9999-12-31")).end()).isNull();
        assertThat(map(until("9999-12-31")).gaps()).isEmpty();
    }

    @Test
    void anOrderOfSeveralDosagesEndsWithTheLastOfThem() {
        assertThat(endOfDosages(bounded("2026-06-10"), bounded("2026-12-31"), bounded("2026-07-01")))
                .isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(endOfDosages(bounded("2026-06-10"))).isEqualTo(LocalDate.of(2026, 6, 10));
    }

    @Test
    void anOrderOfWhichOneDosageGoesOnHasNoEnd() {
        assertThat(endOfDosages(bounded("2026-06-10"), "{\"text\":\"then 5 mg\"}"))
                .isNull();
        assertThat(endOfDosages(bounded("2026-06-10"), bounded("9999-12-31"))).isNull();
    }

    private static @Nullable LocalDate endOfDosages(String... dosages) {
        EventTime end = only(
                        MedicationOrder.class,
                        request("m", METFORMIN + ",\"dosageInstruction\":[" + String.join(",", dosages) + "]"))
                .end();
        return end == null ? null : end.date();
    }

    private static String bounded(String end) {
        return "{\"timing\":{\"repeat\":{\"boundsPeriod\":{\"start\":\"2026-05-01\",\"end\":\"" + end + "\"}}}}";
    }

    private static String until(String end) {
        return request("m", METFORMIN + ",\"dispenseRequest\":{\"validityPeriod\":{\"end\":\"" + end + "\"}}");
    }

    private static String request(String id, String elements) {
        return resource("MedicationRequest", id, "\"status\":\"active\",\"intent\":\"order\"," + elements);
    }
}

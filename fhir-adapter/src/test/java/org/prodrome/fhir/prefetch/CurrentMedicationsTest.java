package org.prodrome.fhir.prefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.RecordReader;

/** What a new allergy is compared with: all that is taken now, and nothing else. */
class CurrentMedicationsTest {
    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"p1\"}";
    private static final String METFORMIN = "{\"coding\":[{\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\","
            + "\"code\":\"860975\",\"display\":\"metformin 500 MG\"}]}";

    @Test
    void activeMedicationsAreOrdersAndStoppedOnesAreNot() {
        List<DraftOrder> orders =
                CurrentMedications.asOrders(record(request("m1", "active"), request("m2", "stopped")));

        assertThat(orders).singleElement().satisfies(order -> {
            assertThat(order.reference().literal()).isEqualTo("MedicationRequest/m1");
            assertThat(order.selected()).isTrue();
            assertThat(order.ingredients()).isNotEmpty();
            assertThat(order.json()).contains("860975");
        });
    }

    @Test
    void aReportedMedicationTakesTheShapeOfAnOrder() {
        List<DraftOrder> orders = CurrentMedications.asOrders(record("""
                {"resourceType":"MedicationStatement","id":"s1","status":"active","subject":{"reference":"Patient/p1"},
                 "medicationCodeableConcept":%s}""".formatted(METFORMIN)));

        assertThat(orders).singleElement().satisfies(order -> {
            assertThat(order.isMedication()).isTrue();
            assertThat(order.json()).contains("\"resourceType\":\"MedicationRequest\"", "860975");
        });
    }

    @Test
    void aReportedMedicationIsAnotherThanAPrescribedOneWithTheSameId() {
        String reported = """
                {"resourceType":"MedicationStatement","id":"%s","status":"active","subject":{"reference":"Patient/p1"},
                 "medicationCodeableConcept":%s}""";
        String longest = "1234567890123456789012345678901234567890123456789012345678901234";

        assertThat(CurrentMedications.asOrders(record(
                        request("m1", "active"),
                        reported.formatted("m1", METFORMIN),
                        reported.formatted(longest, METFORMIN))))
                .extracting(order -> order.reference().literal())
                .hasSize(3)
                .doesNotHaveDuplicates()
                .contains("MedicationRequest/m1");
    }

    @Test
    void newEntriesAreNamedAndOneThatCannotBeReadIsToldByItsIndex() {
        String allergy = "{\"resource\":{\"resourceType\":\"AllergyIntolerance\",\"id\":\"a1\"}}";
        String bundle = "{\"resourceType\":\"Bundle\",\"entry\":[" + allergy + ",%s]}";

        assertThat(NewEntries.of(bundle.formatted("{\"resource\":{\"resourceType\":\"Condition\",\"id\":\"c1\"}}")))
                .extracting(FhirReference::literal)
                .containsExactly("AllergyIntolerance/a1", "Condition/c1");
        for (String wrong : List.of(
                "{\"resource\":{\"resourceType\":\"Condition\"}}",
                "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o1\"}}",
                "{\"resource\":{\"resourceType\":\"Nonsense\",\"id\":\"o1\"}}",
                "{\"resource\":{\"id\":\"o1\"}}")) {
            assertThatThrownBy(() -> NewEntries.of(bundle.formatted(wrong)))
                    .isInstanceOf(FhirAdapterException.Unreadable.class)
                    .hasMessageStartingWith("entry[1].resource: expected");
        }
    }

    private static String request(String id, String status) {
        return """
                {"resourceType":"MedicationRequest","id":"%s","status":"%s","intent":"order",
                 "subject":{"reference":"Patient/p1"},"medicationCodeableConcept":%s}""".formatted(id, status, METFORMIN);
    }

    private static PatientRecord record(String... medications) {
        Map<String, String> parts = new LinkedHashMap<>(Map.of("patient", PATIENT));
        for (int i = 0; i < medications.length; i++) {
            parts.put("m" + i, medications[i]);
        }
        return new PrefetchReader(
                        new PrefetchKeys(Map.of("patient", "Patient")), RecordReader.create(), Clock.systemUTC())
                .read("https://ehr.example.org/fhir", new PatientId("p1"), new Prefetch(new LinkedHashMap<>(parts)));
    }
}

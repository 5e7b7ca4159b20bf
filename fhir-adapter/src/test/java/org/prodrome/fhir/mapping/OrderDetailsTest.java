package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;

/** What makes another order of the same ingredient, however it is written. */
class OrderDetailsTest {
    private static final String TWICE_A_DAY =
            "\"timing\":{\"repeat\":{\"frequency\":2,\"period\":1,\"periodUnit\":\"d\",\"when\":[\"MORN\"]}}";

    @Test
    void theSameDoseInOtherWordsOfTheSameIsTheSame() {
        assertThat(details(dose("30.0", "milligram", "mg") + ",\"text\":\" Take  ONE \""))
                .isEqualTo(details(dose("30", "mg", "mg") + ",\"text\":\"take one\""));
        assertThat(details("\"route\":{\"coding\":[{\"system\":\"urn:r\",\"code\":\"po\",\"display\":\"by mouth\"}]}"))
                .isEqualTo(details("\"route\":{\"coding\":[{\"system\":\"urn:r\",\"code\":\"po\"}]}"));
    }

    @Test
    void doseUnitRouteTimingAsNeededAndTextEachMakeADifference() {
        List<List<String>> all = List.of(
                details(dose("30", "mg", "mg")),
                details(dose("60", "mg", "mg")),
                details(dose("30", "ug", "ug")),
                details(dose("30", "mg", "mg") + ",\"route\":{\"text\":\"iv\"}"),
                details(dose("30", "mg", "mg") + "," + TWICE_A_DAY),
                details(dose("30", "mg", "mg") + "," + TWICE_A_DAY.replace("MORN", "NIGHT")),
                details(dose("30", "mg", "mg") + ",\"asNeededBoolean\":true"),
                details(dose("30", "mg", "mg") + ",\"text\":\"with water\""),
                details("\"doseAndRate\":[{\"doseRange\":{\"low\":{\"value\":1},\"high\":{\"value\":2}}}]"),
                details("\"doseAndRate\":[{\"doseRange\":{\"low\":{\"value\":1},\"high\":{\"value\":3}}}]"));

        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void theDayItIsEnteredForMakesNone() {
        String on = "\"timing\":{\"event\":[\"2026-11-20\"],\"repeat\":{\"boundsPeriod\":{\"start\":\"2026-11-20\"},"
                + "\"frequency\":1}}";

        assertThat(details(on)).isEqualTo(details(on.replace("2026-11-20", "2026-11-21")));
    }

    @Test
    void whatCannotBeReadIsTakenWhole() {
        assertThat(OrderDetails.of(unread("{]"))).isNotEqualTo(OrderDetails.of(unread("{[")));
    }

    private static DraftOrder unread(String json) {
        return new DraftOrder(
                new FhirReference("MedicationRequest", "d1", null),
                new CodedConcept(List.of(), "x"),
                List.of(),
                true,
                json);
    }

    private static String dose(String value, String unit, String code) {
        return "\"doseAndRate\":[{\"doseQuantity\":{\"value\":" + value + ",\"unit\":\"" + unit + "\",\"code\":\""
                + code + "\"}}]";
    }

    private static List<String> details(String dosage) {
        return OrderDetails.of(DraftOrders.parse(
                        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":{"
                                + "\"resourceType\":\"MedicationRequest\",\"id\":\"d1\",\"status\":\"draft\",\"intent\":\"order\","
                                + "\"subject\":{\"reference\":\"Patient/p1\"},\"medicationCodeableConcept\":{\"text\":\"x\"},"
                                + "\"dosageInstruction\":[{" + dosage + "}]}}]}",
                        null)
                .getFirst());
    }
}

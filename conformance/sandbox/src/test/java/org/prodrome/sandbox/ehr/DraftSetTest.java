package org.prodrome.sandbox.ehr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.prodrome.sandbox.cds.Card.Action;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DraftSetTest {

    private static final Action REMOVE_A = new Action.Delete("remove", "MedicationRequest/a");

    private final DraftSet drafts = DraftSet.empty("p1").with(order("a"));

    @Test
    void swapsOneOrderForAnother() {
        DraftSet after = drafts.apply(List.of(create("p1", "active"), REMOVE_A));

        assertThat(after.all()).singleElement().satisfies(draft -> {
            assertThat(OrderReader.text(draft)).isEqualTo("New");
            assertThat(draft.getIdElement().getIdPart()).isNotEqualTo("chosen-by-service");
            assertThat(((MedicationRequest) draft).getStatus())
                    .isEqualTo(MedicationRequest.MedicationRequestStatus.DRAFT);
        });
    }

    @Test
    void changesNothingWhenTheLastActionFails() {
        Action update = new Action.Update("change", resource("p1", "gone", "draft"));

        assertThatThrownBy(() -> drafts.apply(List.of(REMOVE_A, create("p1", "draft"), update)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("isn't here any more");
        assertThat(drafts.byReference()).containsOnlyKeys("MedicationRequest/a");
    }

    @Test
    void replacesTheWholeResourceOnUpdate() {
        DraftSet after = drafts.apply(List.of(new Action.Update("change", resource("p1", "a", "draft"))));

        assertThat(after.byReference()).containsOnlyKeys("MedicationRequest/a");
        assertThat(OrderReader.text(after.all().iterator().next())).isEqualTo("New");
    }

    @Test
    void refusesAnOrderAboutAnotherPatient() {
        assertThatThrownBy(() -> drafts.apply(List.of(create("p2", "draft")))).hasMessageContaining("another patient");
    }

    @Test
    void refusesAResourceThatIsNoOrder() {
        ObjectNode account = (ObjectNode) JsonMapper.shared().readTree("{\"resourceType\":\"Account\"}");

        assertThatThrownBy(() -> drafts.apply(List.of(new Action.Create("add", account))))
                .hasMessageContaining("can't take a Account");
        account.put("resourceType", "Nonsense");
        assertThatThrownBy(() -> drafts.apply(List.of(new Action.Create("add", account))))
                .hasMessageContaining("not valid FHIR");
    }

    private static Action create(String patient, String status) {
        return new Action.Create("add", resource(patient, "chosen-by-service", status));
    }

    private static ObjectNode resource(String patient, String id, String status) {
        return (ObjectNode) JsonMapper.shared().readTree("""
                {"resourceType":"MedicationRequest","id":"%s","status":"%s","intent":"proposal",
                 "subject":{"reference":"Patient/%s"},"medicationCodeableConcept":{"text":"New"}}""".formatted(id, status, patient));
    }

    private static MedicationRequest order(String id) {
        MedicationRequest order = new MedicationRequest()
                .setMedication(new CodeableConcept().setText("Old"))
                .setSubject(new Reference("Patient/p1"));
        order.setId("MedicationRequest/" + id);
        return order;
    }
}

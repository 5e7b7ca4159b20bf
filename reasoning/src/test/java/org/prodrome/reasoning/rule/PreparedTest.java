package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.junit.jupiter.api.Test;

class PreparedTest {

    @Test
    void aMedicationOfUnknownStatusCountsAsCurrentSoItsUnknownIngredientsAreTold() {
        MedicationStatement statement = new MedicationStatement();
        statement.setId("s1");
        statement.setMedication(new CodeableConcept().setText("Wonder balm"));
        RuleInput input =
                new RuleInput("p1", List.of(statement), Map.of(), List.of(), List.of(), LocalDate.of(2026, 11, 20));
        assertThat(Prepared.from(input).unknownMedications()).containsExactly("Wonder balm");
    }
}

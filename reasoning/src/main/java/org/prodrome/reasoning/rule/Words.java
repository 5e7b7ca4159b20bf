package org.prodrome.reasoning.rule;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;

/** What a resource says, in a few words. */
final class Words {
    private Words() {}

    /** The value behind a label; empty when the fact itself is the evidence. */
    static String value(Resource resource) {
        return switch (resource) {
            case Observation o when o.hasValueQuantity() -> quantity(o.getValueQuantity());
            case Observation o when o.hasValueCodeableConcept() -> concept(o.getValueCodeableConcept());
            case Observation o
            when o.hasValueStringType() -> o.getValueStringType().getValue();
            case MedicationRequest m -> drug(m);
            case Condition c -> concept(c.getCode());
            case AllergyIntolerance a ->
                concept(a.getCode())
                        + (a.hasCriticality()
                                ? ", criticality " + a.getCriticality().toCode()
                                : "");
            case Patient p -> person(p);
            default -> "";
        };
    }

    private static String person(Patient person) {
        return Stream.of(
                        person.hasGender() ? person.getGender().toCode() : "",
                        person.hasBirthDate()
                                ? "born " + person.getBirthDateElement().getValueAsString()
                                : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** What an allergy is to. */
    static String allergy(AllergyIntolerance allergy) {
        String words = concept(allergy.getCode());
        return words.isEmpty() ? "without a name" : words;
    }

    /** A part of a record as a clinician would call it. */
    static String part(String type) {
        return switch (type) {
            case "Observation" -> "the results";
            case "Observation.other" -> "other results and measurements";
            case "Condition" -> "the problems";
            case "Procedure" -> "the procedures";
            case "ServiceRequest" -> "the orders";
            case "DiagnosticReport" -> "the reports";
            case "MedicationRequest" -> "the medications";
            case "MedicationRequest.other" -> "medications that were stopped or completed";
            case "MedicationStatement" -> "the medications that the patient reports";
            case "AllergyIntolerance" -> "the allergies";
            case "Record" -> "the record";
            default -> type;
        };
    }

    static String drug(MedicationRequest request) {
        String words = request.hasMedicationCodeableConcept() ? concept(request.getMedicationCodeableConcept()) : "";
        if (!words.isEmpty()) {
            return words;
        }
        String display = request.hasMedicationReference()
                ? Objects.toString(request.getMedicationReference().getDisplay(), "")
                : "";
        return display.isEmpty() ? "a medication without a name" : display;
    }

    private static String concept(CodeableConcept concept) {
        return Stream.concat(
                        Stream.ofNullable(concept.getText()),
                        concept.getCoding().stream()
                                .map(coding -> coding.hasDisplay() ? coding.getDisplay() : coding.getCode()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static String quantity(Quantity quantity) {
        String unit = Objects.toString(quantity.hasUnit() ? quantity.getUnit() : quantity.getCode(), "");
        String comparator = quantity.hasComparator() ? quantity.getComparator().toCode() + " " : "";
        String number = quantity.hasValue() ? quantity.getValue().toPlainString() : "";
        return (comparator + number + " " + unit.replaceAll("[{}]", "").replace('_', ' ')).strip();
    }
}

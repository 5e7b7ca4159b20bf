package org.prodrome.cohort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * A chart reduced to what a timeline is made of: all events with their codes, times and values, in FHIR, without names, words, staff and the
 * references between resources, without ids: whoever needs one takes the place in the chart.
 */
final class LeanChart {
    private static final Set<String> TYPES = Set.of(
            "Patient",
            "Encounter",
            "Condition",
            "AllergyIntolerance",
            "Observation",
            "Procedure",
            "MedicationRequest",
            "Immunization",
            "DiagnosticReport",
            "FamilyMemberHistory");

    private static final Set<String> FIELDS = Set.of(
            "resourceType",
            "gender",
            "birthDate",
            "subject",
            "patient",
            "status",
            "intent",
            "class",
            "type",
            "category",
            "clinicalStatus",
            "verificationStatus",
            "code",
            "vaccineCode",
            "medicationCodeableConcept",
            "relationship",
            "condition",
            "date",
            "effectiveDateTime",
            "onsetDateTime",
            "abatementDateTime",
            "recordedDate",
            "authoredOn",
            "occurrenceDateTime",
            "period",
            "performedPeriod",
            "valueQuantity",
            "valueCodeableConcept",
            "valueString",
            "valueBoolean",
            "component");

    /** Whose every resource is. */
    private static final String PATIENT = "Patient/0";

    private static final List<String> WORDS = List.of("display", "text");

    private LeanChart() {}

    static List<ObjectNode> of(SyntheticChart chart) {
        return chart.own().stream()
                .filter(line -> TYPES.contains(line.type()))
                .map(LeanChart::reduced)
                .toList();
    }

    private static ObjectNode reduced(ResourceLine line) {
        ObjectNode resource = read(line.json());
        resource.retain(FIELDS);
        for (String whose : List.of("subject", "patient")) {
            if (resource.has(whose)) {
                resource.putObject(whose).put("reference", PATIENT);
            }
        }
        dropWords(resource);
        return resource;
    }

    private static void dropWords(JsonNode node) {
        if (node instanceof ObjectNode object && (object.has("coding") || object.has("system"))) {
            object.remove(WORDS);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(LeanChart::dropWords);
        }
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new CohortException("chart: expected JSON", e);
        }
    }
}

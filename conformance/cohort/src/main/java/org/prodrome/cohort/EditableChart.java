package org.prodrome.cohort;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A chart as JSON trees, to which declared edits are applied. For one thread. */
final class EditableChart {
    private static final List<String> DATES = List.of(
            "/effectiveDateTime",
            "/performedPeriod/start",
            "/authoredOn",
            "/period/start",
            "/date",
            "/onsetDateTime",
            "/occurrenceDateTime");

    private final String patientId;
    private final List<ObjectNode> resources = new ArrayList<>();

    EditableChart(SyntheticChart chart) {
        this.patientId = chart.patientId();
        Stream.concat(chart.own().stream(), chart.shared().stream()).forEach(line -> resources.add(parse(line.json())));
    }

    void apply(ChartEdit edit) {
        switch (edit) {
            case ChartEdit.Remove remove -> remove(remove);
            case ChartEdit.Add add -> resources.add(parse(filled(add.resource().toString())));
            case ChartEdit.Put put -> put(put);
        }
    }

    /** Keeps the newest observations and procedures of each code, the newest notes and the newest encounters. */
    void keep(SandboxCases.Keep keep) {
        keepNewest("Observation", keep.observations());
        keepNewest("Procedure", keep.procedures());
        keepNewest("DocumentReference", keep.notes());
        keepNewest("Encounter", keep.encounters());
    }

    List<String> lines() {
        new DanglingReferences(resources).drop();
        return resources.stream().map(ObjectNode::toString).toList();
    }

    private void remove(ChartEdit.Remove edit) {
        List<ObjectNode> found = newest(edit.type(), edit.code()).toList();
        if (found.isEmpty()) {
            throw new CohortException(
                    "remove: expected a %s of code %s in the chart, found none".formatted(edit.type(), edit.code()));
        }
        resources.removeAll(found);
    }

    private void put(ChartEdit.Put edit) {
        List<ObjectNode> found =
                newest(edit.type(), edit.code()).limit(edit.newest()).toList();
        if (found.size() < edit.newest()) {
            throw new CohortException("put: expected %d %s of code %s in the chart, found %d"
                    .formatted(edit.newest(), edit.type(), edit.code(), found.size()));
        }
        JsonPointer field = JsonPointer.compile(edit.field());
        for (ObjectNode resource : found) {
            ObjectNode parent = (ObjectNode) resource.requiredAt(field.head());
            String name = field.last().getMatchingProperty();
            if (edit.value() == null || edit.value().isNull()) {
                parent.remove(name);
            } else {
                parent.set(name, parseValue(filled(edit.value().toString())));
            }
        }
    }

    private void keepNewest(String type, int limit) {
        Map<String, Integer> kept = new HashMap<>();
        List<ObjectNode> surplus = newest(type, null)
                .filter(resource -> kept.merge(codeOf(resource), 1, Integer::sum) > limit)
                .toList();
        resources.removeAll(surplus);
    }

    private Stream<ObjectNode> newest(String type, @Nullable String code) {
        return resources.stream()
                .filter(r -> r.path("resourceType").asText().equals(type))
                .filter(r -> code == null || hasCode(r, code))
                .sorted(Comparator.comparing(EditableChart::dateOf).reversed());
    }

    private static boolean hasCode(ObjectNode resource, String code) {
        return Stream.of("code", "medicationCodeableConcept", "vaccineCode", "type")
                .flatMap(field -> resource.path(field).findValuesAsText("code").stream())
                .anyMatch(code::equals);
    }

    /** Notes and encounters have no {@code code}: theirs is one. */
    private static String codeOf(ObjectNode resource) {
        return resource.path("code").at("/coding/0/code").asText();
    }

    private static String dateOf(ObjectNode resource) {
        return DATES.stream()
                .map(resource::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    private String filled(String text) {
        ObjectNode encounter = newest("Encounter", null).findFirst().orElseThrow();
        return text.replace("{patient}", patientId)
                .replace("{encounter}", encounter.path("id").asText())
                .replace("{practitioner}", idIn(encounter.at("/participant/0/individual/reference")))
                .replace("{organization}", idIn(encounter.at("/serviceProvider/reference")));
    }

    private static String idIn(JsonNode reference) {
        return reference.asText().substring(reference.asText().indexOf('/') + 1);
    }

    private static ObjectNode parse(String json) {
        return (ObjectNode) parseValue(json);
    }

    private static JsonNode parseValue(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new CohortException("chart: expected JSON", e);
        }
    }
}

package org.prodrome.cohort;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
            "/occurrenceDateTime",
            "/recordedDate");

    private static final int LONGEST_ORDER_DAYS = 400;

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

    /** Leaves what was in the chart when the day began. */
    void cutAt(LocalDate day) {
        Set<String> renewed = resources.stream()
                .filter(r -> isOf(r, "MedicationRequest") && isFrom(r, day))
                .map(EditableChart::medicineOf)
                .collect(Collectors.toSet());
        resources.removeIf(resource -> isFrom(resource, day));
        resources.forEach(resource -> reopen(resource, day.toString()));
        renewed.forEach(medicine -> goesOn(medicine, day));
    }

    /** Simulated medicines do not say when they end: what is ordered anew each year and again after the day was going on. */
    private void goesOn(String medicine, LocalDate day) {
        newest("MedicationRequest", null)
                .filter(request -> medicineOf(request).equals(medicine))
                .findFirst()
                .filter(request -> isFrom(request, day.minusDays(LONGEST_ORDER_DAYS)))
                .ifPresent(request -> request.put("status", "active"));
    }

    /** Leaves what was recorded on a day or later, and what has no day. */
    void startAt(LocalDate day) {
        resources.removeIf(resource -> !dateOf(resource).isEmpty() && !isFrom(resource, day));
    }

    private static boolean isFrom(ObjectNode resource, LocalDate day) {
        return DATES.stream()
                .map(resource::at)
                .anyMatch(date -> date.isTextual() && date.asText().compareTo(day.toString()) >= 0);
    }

    private static void reopen(ObjectNode resource, String cut) {
        if (resource.path("abatementDateTime").asText().compareTo(cut) >= 0) {
            resource.remove("abatementDateTime");
            resource.set("clinicalStatus", Fhir.term("condition-clinical", "active"));
        }
        if (resource.path("deceasedDateTime").asText().compareTo(cut) >= 0) {
            resource.remove("deceasedDateTime");
        }
    }

    private static boolean isOf(ObjectNode resource, String type) {
        return resource.path("resourceType").asText().equals(type);
    }

    private static String medicineOf(ObjectNode request) {
        return request.at("/medicationCodeableConcept/coding/0/code").asText();
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
            throw new CohortException(String.format(
                    Locale.ROOT,
                    "put: expected %d %s of code %s in the chart, found %d",
                    edit.newest(),
                    edit.type(),
                    edit.code(),
                    found.size()));
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
                .filter(r -> isOf(r, type))
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

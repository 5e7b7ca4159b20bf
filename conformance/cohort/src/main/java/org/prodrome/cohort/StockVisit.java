package org.prodrome.cohort;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mitre.synthea.export.ExportHelper;
import org.mitre.synthea.world.concepts.HealthRecord;
import org.mitre.synthea.world.concepts.HealthRecord.Code;
import org.mitre.synthea.world.concepts.HealthRecord.Encounter;
import org.mitre.synthea.world.concepts.HealthRecord.EncounterType;

/**
 * What Synthea itself recorded at one encounter, as FHIR: all but the quantities that the panel owns, which would contradict it. Writes
 * what the model reads and no more, because Synthea's own exporter takes most of the time (it writes a note per encounter, too).
 */
final class StockVisit {
    private final Visit visit;
    private final Encounter encounter;
    private final Set<String> owned;
    private final List<ObjectNode> lines = new ArrayList<>();

    StockVisit(Visit visit, Encounter encounter, Set<String> owned) {
        this.visit = visit;
        this.encounter = encounter;
        this.owned = owned;
    }

    List<ObjectNode> whole() {
        addEncounter();
        encounter.conditions.forEach(this::addCondition);
        encounter.allergies.forEach(this::addAllergy);
        encounter.observations.forEach(this::addObservation);
        encounter.procedures.forEach(this::addProcedure);
        encounter.medications.forEach(this::addMedication);
        encounter.immunizations.forEach(this::addImmunization);
        encounter.reports.forEach(this::addReport);
        return lines;
    }

    /** Of an encounter before the observed years: what is still going on when they begin; empty where nothing is. */
    List<ObjectNode> goingOn(long from) {
        encounter.conditions.stream().filter(c -> isOpen(c, from)).forEach(this::addCondition);
        encounter.allergies.stream().filter(a -> isOpen(a, from)).forEach(this::addAllergy);
        encounter.medications.stream().filter(m -> isOpen(m, from)).forEach(this::addMedication);
        if (!lines.isEmpty()) {
            addEncounter();
        }
        return lines;
    }

    private static boolean isOpen(HealthRecord.Entry entry, long from) {
        return entry.stop == 0 || entry.stop > from;
    }

    private void addEncounter() {
        ObjectNode type = encounter.codes.isEmpty()
                ? Fhir.concept(Fhir.SNOMED, "185349003", "Encounter for check up")
                : concept(encounter.codes.getFirst());
        ObjectNode resource =
                visit.encounter(EncounterType.fromString(encounter.type).code(), type);
        if (encounter.reason != null) {
            resource.putArray("reasonCode").add(concept(encounter.reason));
        }
        lines.add(resource);
    }

    private void addCondition(HealthRecord.Entry condition) {
        lines.add(visit.condition(
                condition.uuid.toString(), concept(condition.codes.getFirst()), condition.start, condition.stop));
    }

    private void addAllergy(HealthRecord.Allergy allergy) {
        ObjectNode resource = visit.resource("AllergyIntolerance", allergy.uuid.toString());
        resource.set(
                "clinicalStatus", Fhir.term("allergyintolerance-clinical", allergy.stop == 0 ? "active" : "inactive"));
        resource.set("verificationStatus", Fhir.term("allergyintolerance-verification", "confirmed"));
        resource.put("type", "intolerance".equalsIgnoreCase(allergy.allergyType) ? "intolerance" : "allergy");
        if (allergy.category != null) {
            resource.putArray("category").add(allergy.category.equals("drug") ? "medication" : allergy.category);
        }
        resource.set("code", concept(allergy.codes.getFirst()));
        resource.put("recordedDate", Fhir.time(allergy.start));
        if (allergy.reactions != null && !allergy.reactions.isEmpty()) {
            ArrayNode reactions = resource.putArray("reaction");
            new TreeMap<>(allergy.reactions)
                    .forEach((code, severity) -> addReaction(reactions.addObject(), code, severity));
        }
        lines.add(resource);
    }

    private static void addReaction(ObjectNode reaction, Code code, HealthRecord.@Nullable ReactionSeverity severity) {
        reaction.putArray("manifestation").add(concept(code));
        if (severity != null) {
            reaction.put("severity", severity.display.toLowerCase(Locale.ROOT));
        }
    }

    private void addObservation(HealthRecord.Observation observation) {
        if (isKept(observation)) {
            ObjectNode resource = visit.observation(
                    observation.uuid.toString(),
                    observation.category == null ? "exam" : observation.category,
                    concept(observation.codes.getFirst()));
            addValue(resource, observation);
            resource.put("effectiveDateTime", Fhir.time(observation.start));
            resource.put("issued", Fhir.time(observation.start));
            lines.add(resource);
        }
    }

    private boolean isKept(HealthRecord.Observation observation) {
        boolean valued = observation.value instanceof Code
                || observation.value instanceof String
                || observation.value instanceof Number
                || observation.value instanceof Boolean;
        return valued && observation.codes.stream().noneMatch(c -> owned.contains(c.code));
    }

    private static void addValue(ObjectNode resource, HealthRecord.Observation observation) {
        switch (observation.value) {
            case Code code -> resource.set("valueCodeableConcept", concept(code));
            case Number number ->
                resource.set(
                        "valueQuantity",
                        Fhir.quantity(number.doubleValue(), observation.unit == null ? "1" : observation.unit));
            case Boolean yes -> resource.put("valueBoolean", yes);
            case Object text -> resource.put("valueString", text.toString());
        }
    }

    private void addProcedure(HealthRecord.Procedure procedure) {
        ObjectNode resource =
                visit.resource("Procedure", procedure.uuid.toString()).put("status", "completed");
        resource.set("code", concept(procedure.codes.getFirst()));
        long stop = procedure.stop == 0 ? procedure.start : procedure.stop;
        resource.set("performedPeriod", Fhir.period(procedure.start, stop));
        lines.add(resource);
    }

    private void addMedication(HealthRecord.Medication medication) {
        if (!medication.administration) {
            lines.add(visit.medicationRequest(
                    medication.uuid.toString(),
                    concept(medication.codes.getFirst()),
                    medication.start,
                    medication.stop == 0));
        }
    }

    private void addImmunization(HealthRecord.Immunization immunization) {
        ObjectNode resource =
                visit.resource("Immunization", immunization.uuid.toString()).put("status", "completed");
        resource.set("vaccineCode", concept(immunization.codes.getFirst()));
        resource.put("occurrenceDateTime", Fhir.time(immunization.start)).put("primarySource", true);
        lines.add(resource);
    }

    private void addReport(HealthRecord.Report report) {
        List<HealthRecord.Observation> results = report.observations == null
                ? List.of()
                : report.observations.stream().filter(this::isKept).toList();
        if (!results.isEmpty()) {
            ObjectNode resource =
                    visit.resource("DiagnosticReport", report.uuid.toString()).put("status", "final");
            resource.putArray("category").add(Fhir.term("v2-0074", "LAB"));
            resource.set("code", concept(report.codes.getFirst()));
            resource.put("effectiveDateTime", Fhir.time(report.start)).put("issued", Fhir.time(report.start));
            ArrayNode list = resource.putArray("result");
            results.forEach(r -> list.add(Fhir.reference("Observation", r.uuid.toString())));
            lines.add(resource);
        }
    }

    private static ObjectNode concept(Code code) {
        return Fhir.concept(ExportHelper.getSystemURI(code.system), code.code, code.display);
    }
}

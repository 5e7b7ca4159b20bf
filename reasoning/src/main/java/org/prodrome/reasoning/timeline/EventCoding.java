package org.prodrome.reasoning.timeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.Attribution;
import org.prodrome.fhir.record.CarePlanned;
import org.prodrome.fhir.record.CareTeamFormed;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.CoverageHeld;
import org.prodrome.fhir.record.DeviceUsed;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EncounterStay;
import org.prodrome.fhir.record.FamilyHistory;
import org.prodrome.fhir.record.GoalSet;
import org.prodrome.fhir.record.ImagingDone;
import org.prodrome.fhir.record.ImmunizationGiven;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.MedicationUse;
import org.prodrome.fhir.record.NoteDocument;
import org.prodrome.fhir.record.NoteFinding;
import org.prodrome.fhir.record.ProcedureDone;
import org.prodrome.fhir.record.Report;
import org.prodrome.fhir.record.ServiceOrder;
import org.prodrome.fhir.record.Value;
import org.prodrome.reasoning.timeline.ConceptMap.Space;

/** One event to concept keys and value. An event may have none (ignored) or several (a product of two ingredients). */
final class EventCoding {

    /** Prefixes of what the patient has or had: all other prefixed concepts are another's, denied, suspected or still to come. */
    static final Set<String> OWN =
            Set.of("given", "dispensed", "device", "imaging", "report", "document", "note-affirmed", "note-historical");

    private static final Set<String> NOT_TAKEN = Set.of("draft", "cancelled", "entered-in-error");
    private static final Set<String> ONLY_SUGGESTED = Set.of("proposal", "option");
    private static final String PLANNED = "planned";
    private static final NormalisedValue NO_VALUE = new NormalisedValue.None();

    private final ConceptMap concepts;
    private final UnitTable units;

    EventCoding(ConceptMap concepts, UnitTable units) {
        this.concepts = concepts;
        this.units = units;
    }

    /** A concept with what it says. */
    record Coded(String concept, NormalisedValue value) {}

    List<Coded> code(ClinicalEvent event) {
        if (concepts.ignores(event.concept())) {
            return List.of();
        }
        return switch (event) {
            case Diagnosis diagnosis -> one(prefix(diagnosis) + key(Space.CONDITION, diagnosis.concept(), "condition"));
            case Measurement measurement -> measured(measurement);
            case MedicationOrder order -> ordered(order);
            case Allergy allergy -> one(prefix(allergy) + key(Space.ALLERGY, allergy.concept(), "allergy"));
            case ProcedureDone procedure -> one(key(Space.PROCEDURE, procedure.concept(), "procedure"));
            case EncounterStay stay -> stay.status().equals(PLANNED) ? List.of() : one(encounter(stay));
            case ImmunizationGiven given -> one(key(Space.VACCINE, given.concept(), "vaccine"));
            case FamilyHistory history -> one("family:" + key(Space.CONDITION, history.concept(), "condition"));
            case NoteFinding found ->
                one("note-" + found.assertion().name().toLowerCase(Locale.ROOT) + ":" + foundKey(found.concept()));
            case Report report -> one("report:" + key(Space.PROCEDURE, report.concept(), "report"));
            case NoteDocument document -> one("document:" + key(Space.PROCEDURE, document.concept(), "document"));
            case MedicationUse use -> used(use);
            case CarePlanned plan -> one("plan:" + key(Space.PROCEDURE, plan.concept(), "plan"));
            case GoalSet goal -> one("goal:" + key(Space.CONDITION, goal.concept(), "goal"));
            case ServiceOrder order -> one("ordered:" + key(Space.PROCEDURE, order.concept(), "order"));
            case ImagingDone study -> one("imaging:" + key(Space.PROCEDURE, study.concept(), "imaging"));
            case DeviceUsed device -> one("device:" + key(Space.PROCEDURE, device.concept(), "device"));
            case CareTeamFormed ignored -> List.of();
            case CoverageHeld ignored -> List.of();
            case Attribution ignored -> List.of();
        };
    }

    /** Whether something happened to the patient: not only planned, asked for, insured or arranged. */
    static boolean happened(ClinicalEvent event) {
        return switch (event) {
            case EncounterStay stay -> !stay.status().equals(PLANNED);
            case MedicationOrder order -> isTaken(order);
            case Diagnosis ignored -> true;
            case Measurement ignored -> true;
            case Allergy ignored -> true;
            case ProcedureDone ignored -> true;
            case ImmunizationGiven ignored -> true;
            case FamilyHistory ignored -> true;
            case NoteFinding ignored -> true;
            case Report ignored -> true;
            case NoteDocument ignored -> true;
            case MedicationUse ignored -> true;
            case ImagingDone ignored -> true;
            case DeviceUsed ignored -> false;
            case CarePlanned ignored -> false;
            case GoalSet ignored -> false;
            case ServiceOrder ignored -> false;
            case CareTeamFormed ignored -> false;
            case CoverageHeld ignored -> false;
            case Attribution ignored -> false;
        };
    }

    private static boolean isTaken(MedicationOrder order) {
        return !NOT_TAKEN.contains(order.status()) && !ONLY_SUGGESTED.contains(order.intent());
    }

    /** A note names conditions, medicines, procedures and allergies: whatever the code is known as. */
    private String foundKey(CodedConcept concept) {
        return Stream.of(Space.CONDITION, Space.DRUG, Space.PROCEDURE, Space.ALLERGY)
                .flatMap(space -> concepts.key(space, concept).stream())
                .filter(concepts::knows)
                .findFirst()
                .orElseGet(() -> key(Space.CONDITION, concept, "condition"));
    }

    private static List<Coded> one(String concept) {
        return List.of(new Coded(concept, NO_VALUE));
    }

    private String key(Space space, CodedConcept concept, String kind) {
        return concepts.key(space, concept).orElse("uncoded/" + kind);
    }

    /** What is only suspected, or no longer so, is not the diagnosis itself. */
    private static String prefix(Diagnosis diagnosis) {
        return switch (diagnosis.verification()) {
            case CONFIRMED, UNKNOWN -> "";
            case PROVISIONAL, DIFFERENTIAL, UNCONFIRMED -> "suspected:";
        };
    }

    /** Keeps an unmapped substance apart from an unmapped medication of the same code. */
    private String prefix(Allergy allergy) {
        return concepts.key(Space.ALLERGY, allergy.concept())
                        .filter(concepts::knows)
                        .isPresent()
                ? ""
                : "allergy:";
    }

    private String encounter(EncounterStay stay) {
        Optional<String> own = concepts.key(Space.ENCOUNTER, stay.concept());
        Coding byClass = new Coding(
                "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                stay.encounterClass().isBlank() ? "unknown" : stay.encounterClass(),
                null);
        return own.filter(concepts::knows)
                .or(() -> concepts.key(Space.ENCOUNTER, List.of(byClass)).filter(concepts::knows))
                .or(() -> own)
                .orElse("uncoded/encounter");
    }

    private List<Coded> measured(Measurement measurement) {
        String concept = key(Space.MEASUREMENT, measurement.concept(), "measurement");
        return List.of(new Coded(concept, value(concept, measurement)));
    }

    private NormalisedValue value(String concept, Measurement measurement) {
        return switch (measurement.value()) {
            case Value.Quantity quantity -> units.normalise(concept, quantity);
            case Value.Coded coded ->
                concepts.key(Space.ANSWER, coded.concept())
                        .<NormalisedValue>map(NormalisedValue.Category::new)
                        .orElseGet(() -> new NormalisedValue.Unusable("an answer without a code"));
            case Value.Range ignored -> new NormalisedValue.Unusable("a range, not a value");
            case Value.Ratio ignored -> new NormalisedValue.Unusable("a ratio, not a value");
            case Value.Text ignored -> new NormalisedValue.Unusable("a text, not a value");
            case Value.Absent ignored -> new NormalisedValue.Unusable("no value was given");
        };
    }

    private List<Coded> ordered(MedicationOrder order) {
        return isTaken(order) ? drugs("", order.ingredients(), order.concept()) : List.of();
    }

    private List<Coded> used(MedicationUse use) {
        String prefix = switch (use.kind()) {
            case ADMINISTERED -> "given:";
            case DISPENSED -> "dispensed:";
        };
        return drugs(prefix, use.ingredients(), use.concept());
    }

    private List<Coded> drugs(String prefix, List<Coding> ingredients, CodedConcept product) {
        if (ingredients.isEmpty()) {
            return one(prefix + key(Space.DRUG, product, "drug"));
        }
        return ingredients.stream()
                .flatMap(ingredient -> concepts.key(Space.DRUG, List.of(ingredient)).stream())
                .distinct()
                .sorted()
                .map(concept -> new Coded(prefix + concept, NO_VALUE))
                .toList();
    }
}

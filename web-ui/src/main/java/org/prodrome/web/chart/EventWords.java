package org.prodrome.web.chart;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** One fact of the record in a few words. */
final class EventWords {
    private EventWords() {}

    /** The kind of fact. */
    static String kind(ClinicalEvent event) {
        return switch (event) {
            case Diagnosis ignored -> "Problem";
            case Measurement measurement ->
                measurement.category() == Measurement.Category.LABORATORY ? "Result" : "Observation";
            case MedicationOrder ignored -> "Medication";
            case Allergy ignored -> "Allergy";
            case ProcedureDone ignored -> "Procedure";
            case EncounterStay ignored -> "Encounter";
            case ImmunizationGiven ignored -> "Immunization";
            case Report ignored -> "Report";
            case NoteDocument ignored -> "Note";
            case FamilyHistory ignored -> "Family history";
            case NoteFinding ignored -> "From a note";
            case MedicationUse use ->
                use.kind() == MedicationUse.Kind.ADMINISTERED ? "Medication given" : "Medication dispensed";
            case CarePlanned ignored -> "Care plan";
            case GoalSet ignored -> "Goal";
            case CareTeamFormed ignored -> "Care team";
            case ServiceOrder ignored -> "Order";
            case DeviceUsed ignored -> "Device";
            case ImagingDone ignored -> "Imaging";
            case CoverageHeld ignored -> "Coverage";
            case Attribution ignored -> "Provenance";
        };
    }

    /** What it is, what it says, and its status. */
    static String of(ClinicalEvent event) {
        String name = event.concept().words();
        return switch (event) {
            case Diagnosis diagnosis -> name + (diagnosis.isActive() ? " (active)" : " (not active)");
            case Measurement measurement -> name + ": " + of(measurement.value());
            case MedicationOrder order -> name + " (" + order.status() + ")" + dosage(order);
            case Allergy allergy ->
                name + (allergy.criticality() == null ? "" : ", criticality " + allergy.criticality());
            case ProcedureDone procedure -> name + " (" + procedure.status() + ")";
            case EncounterStay stay -> name + " (" + stay.status() + ")";
            case ImmunizationGiven ignored -> name;
            case Report report -> report.conclusion() == null ? name : name + ": " + report.conclusion();
            case NoteDocument ignored -> name;
            case FamilyHistory history -> name + ", " + history.relationship().words();
            case NoteFinding finding -> name + ": " + of(finding.assertion());
            case MedicationUse use ->
                name + " (" + use.status() + ")" + (use.dosage() == null ? "" : ", " + use.dosage());
            case CarePlanned plan -> name + " (" + plan.status() + ")";
            case GoalSet goal -> name + " (" + goal.lifecycleStatus() + ")";
            case CareTeamFormed team -> name + roles(team);
            case ServiceOrder order -> name + " (" + order.status() + ")";
            case DeviceUsed device -> device.status().isEmpty() ? name : name + " (" + device.status() + ")";
            case ImagingDone study -> name + " (" + study.status() + ")";
            case CoverageHeld coverage -> name + " (" + coverage.status() + ")";
            case Attribution attribution ->
                name + ", of " + attribution.targets().size() + " entries";
        };
    }

    private static String of(NoteFinding.Assertion assertion) {
        return switch (assertion) {
            case AFFIRMED -> "affirmed";
            case NEGATED -> "negated";
            case HISTORICAL -> "in the past";
            case FAMILY -> "of a relative";
            case UNCERTAIN -> "uncertain";
        };
    }

    /** A value with its unit. */
    static String of(Value value) {
        return switch (value) {
            case Value.Quantity quantity ->
                (quantity.comparator() == null ? "" : quantity.comparator() + " ")
                        + rounded(quantity.number())
                        + (quantity.unit().isEmpty() ? "" : " " + quantity.unit());
            case Value.Range range -> (end(range.low()) + " to " + end(range.high()) + " " + range.unit()).strip();
            case Value.Ratio ratio -> of(ratio.numerator()) + " : " + of(ratio.denominator());
            case Value.Coded coded -> coded.concept().words();
            case Value.Text text -> text.text();
            case Value.Absent absent -> "no value (" + absent.reason() + ")";
        };
    }

    /** The codes as the source gave them, for the source dialog. */
    static String codes(ClinicalEvent event) {
        return event.concept().codings().stream().map(Coding::token).collect(Collectors.joining(", "));
    }

    private static String roles(CareTeamFormed team) {
        return team.roles().isEmpty()
                ? ""
                : ": " + team.roles().stream().map(CodedConcept::words).collect(Collectors.joining(", "));
    }

    private static String end(java.math.@Nullable BigDecimal number) {
        return number == null ? "open" : rounded(number);
    }

    private static String dosage(MedicationOrder order) {
        return order.dosage() == null ? "" : ", " + order.dosage();
    }

    private static String rounded(java.math.BigDecimal number) {
        return number.scale() > 2
                ? number.setScale(2, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : number.toPlainString();
    }
}

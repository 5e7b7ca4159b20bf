package org.prodrome.reasoning.token;

import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.Attribution;
import org.prodrome.fhir.record.CarePlanned;
import org.prodrome.fhir.record.CareTeamFormed;
import org.prodrome.fhir.record.ClinicalEvent;
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

/** The kinds of event a model package may declare that it was trained with. */
public enum EventKind {
    DIAGNOSIS,
    MEASUREMENT,
    MEDICATION,
    ALLERGY,
    PROCEDURE,
    ENCOUNTER,
    IMMUNIZATION,
    FAMILY_HISTORY,
    REPORT,
    DOCUMENT,
    NOTE_FINDING,
    MEDICATION_USE,
    CARE;

    static EventKind of(ClinicalEvent event) {
        return switch (event) {
            case Diagnosis ignored -> DIAGNOSIS;
            case Measurement ignored -> MEASUREMENT;
            case MedicationOrder ignored -> MEDICATION;
            case Allergy ignored -> ALLERGY;
            case ProcedureDone ignored -> PROCEDURE;
            case EncounterStay ignored -> ENCOUNTER;
            case ImmunizationGiven ignored -> IMMUNIZATION;
            case FamilyHistory ignored -> FAMILY_HISTORY;
            case Report ignored -> REPORT;
            case NoteDocument ignored -> DOCUMENT;
            case NoteFinding ignored -> NOTE_FINDING;
            case MedicationUse ignored -> MEDICATION_USE;
            case CarePlanned ignored -> CARE;
            case GoalSet ignored -> CARE;
            case CareTeamFormed ignored -> CARE;
            case ServiceOrder ignored -> CARE;
            case DeviceUsed ignored -> CARE;
            case ImagingDone ignored -> CARE;
            case CoverageHeld ignored -> CARE;
            case Attribution ignored -> CARE;
        };
    }
}

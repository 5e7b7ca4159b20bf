package org.prodrome.reasoning.token;

import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EncounterStay;
import org.prodrome.fhir.record.FamilyHistory;
import org.prodrome.fhir.record.ImmunizationGiven;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.NoteDocument;
import org.prodrome.fhir.record.NoteFinding;
import org.prodrome.fhir.record.ProcedureDone;
import org.prodrome.fhir.record.Report;

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
    NOTE_FINDING;

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
        };
    }
}

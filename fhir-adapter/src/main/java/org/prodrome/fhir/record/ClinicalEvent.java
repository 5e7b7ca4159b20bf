package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/** One fact of the record, with the resource and version it was read from. */
public sealed interface ClinicalEvent
        permits Diagnosis,
                Measurement,
                MedicationOrder,
                Allergy,
                ProcedureDone,
                EncounterStay,
                ImmunizationGiven,
                Report,
                NoteDocument,
                FamilyHistory,
                NoteFinding,
                MedicationUse,
                CarePlanned,
                GoalSet,
                CareTeamFormed,
                ServiceOrder,
                DeviceUsed,
                ImagingDone,
                CoverageHeld,
                Attribution {

    /** The resource this fact was read from. */
    FhirReference source();

    /** What it is about. */
    CodedConcept concept();

    /** The clinically relevant time (onset, effective, authored ...); null when the source gave none. */
    @Nullable
    EventTime time();
}

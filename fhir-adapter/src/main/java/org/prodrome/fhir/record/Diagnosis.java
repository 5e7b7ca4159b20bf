package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Condition that is neither entered in error nor refuted.
 *
 * @param time onset, else recorded date
 * @param recorded when it was written down, or null
 * @param abatement when it ended, or null
 * @param clinicalStatus as coded; {@code UNKNOWN} when absent
 * @param verification as coded; {@code UNKNOWN} when absent
 * @param category which list it stands on, the first that is known
 * @param categories all lists it stands on
 */
public record Diagnosis(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable EventTime recorded,
        @Nullable EventTime abatement,
        ClinicalStatus clinicalStatus,
        Verification verification,
        Category category,
        List<Category> categories)
        implements ClinicalEvent {
    public Diagnosis {
        categories = List.copyOf(categories);
    }

    /** A diagnosis on one list. */
    public Diagnosis(
            FhirReference source,
            CodedConcept concept,
            @Nullable EventTime time,
            @Nullable EventTime recorded,
            @Nullable EventTime abatement,
            ClinicalStatus clinicalStatus,
            Verification verification,
            Category category) {
        this(
                source,
                concept,
                time,
                recorded,
                abatement,
                clinicalStatus,
                verification,
                category,
                category == Category.UNKNOWN ? List.of() : List.of(category));
    }

    /** HL7 condition-clinical. */
    public enum ClinicalStatus {
        ACTIVE,
        RECURRENCE,
        RELAPSE,
        INACTIVE,
        REMISSION,
        RESOLVED,
        UNKNOWN
    }

    /** HL7 condition-ver-status, without refuted and entered-in-error, which never become events. */
    public enum Verification {
        CONFIRMED,
        PROVISIONAL,
        DIFFERENTIAL,
        UNCONFIRMED,
        UNKNOWN
    }

    /** US Core condition categories. */
    public enum Category {
        PROBLEM_LIST,
        ENCOUNTER_DIAGNOSIS,
        HEALTH_CONCERN,
        UNKNOWN
    }

    /** Active, recurrence, relapse, or of unknown status without an abatement. */
    public boolean isActive() {
        return switch (clinicalStatus) {
            case ACTIVE, RECURRENCE, RELAPSE -> true;
            case UNKNOWN -> abatement == null;
            case INACTIVE, REMISSION, RESOLVED -> false;
        };
    }
}

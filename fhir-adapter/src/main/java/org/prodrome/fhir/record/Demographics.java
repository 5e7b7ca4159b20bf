package org.prodrome.fhir.record;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who the patient is.
 *
 * @param name display name, or null
 * @param birthDate null when unknown or only partly known without a year
 * @param sex administrative gender
 * @param deceased date of death, or null
 * @param deceasedFlag true when the record says deceased, with or without a date
 * @param race OMB race text (US Core), or null
 * @param ethnicity OMB ethnicity text (US Core), or null
 * @param mrn first medical record number, or null
 */
public record Demographics(
        @Nullable String name,
        @Nullable LocalDate birthDate,
        Sex sex,
        @Nullable LocalDate deceased,
        boolean deceasedFlag,
        @Nullable String race,
        @Nullable String ethnicity,
        @Nullable String mrn) {

    /** Nothing is known: the Patient could not be read (then a gap says so). */
    public static final Demographics UNKNOWN = new Demographics(null, null, Sex.UNKNOWN, null, false, null, null, null);

    /** FHIR administrative gender. */
    public enum Sex {
        FEMALE,
        MALE,
        OTHER,
        UNKNOWN
    }

    /** Never the person. */
    @Override
    public String toString() {
        return "Demographics[withheld]";
    }
}

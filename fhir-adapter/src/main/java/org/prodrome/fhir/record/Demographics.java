package org.prodrome.fhir.record;

import java.time.LocalDate;
import java.util.List;
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
 * @param details what US Core tells beyond that
 */
public record Demographics(
        @Nullable String name,
        @Nullable LocalDate birthDate,
        Sex sex,
        @Nullable LocalDate deceased,
        boolean deceasedFlag,
        @Nullable String race,
        @Nullable String ethnicity,
        @Nullable String mrn,
        Details details) {
    public Demographics(
            @Nullable String name,
            @Nullable LocalDate birthDate,
            Sex sex,
            @Nullable LocalDate deceased,
            boolean deceasedFlag,
            @Nullable String race,
            @Nullable String ethnicity,
            @Nullable String mrn) {
        this(name, birthDate, sex, deceased, deceasedFlag, race, ethnicity, mrn, Details.NONE);
    }

    /**
     * US Core's extensions of a Patient, as coded.
     *
     * @param birthSex sex assigned at birth: {@code F}, {@code M}, {@code OTH}, {@code UNK}, {@code ASKU}, or null
     * @param recordedSex sex for clinical decisions (US Core 7 and later), or null
     * @param genders gender identities, in the order of the source
     * @param races OMB categories and detailed races
     * @param ethnicities OMB categories and detailed ethnicities
     */
    public record Details(
            @Nullable String birthSex,
            @Nullable Coding recordedSex,
            List<CodedConcept> genders,
            List<Coding> races,
            List<Coding> ethnicities) {
        public static final Details NONE = new Details(null, null, List.of(), List.of(), List.of());

        public Details {
            genders = List.copyOf(genders);
            races = List.copyOf(races);
            ethnicities = List.copyOf(ethnicities);
        }

        /** Never the person. */
        @Override
        public String toString() {
            return "Details[withheld]";
        }
    }

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

package org.prodrome.fhir.record;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Observation, or one component of one (blood pressure becomes two measurements with the same source).
 *
 * @param time effective time, else issued
 * @param category what kind of observation
 * @param low lower reference limit in the unit of the value, or null
 * @param high upper reference limit in the unit of the value, or null
 * @param interpretation HL7 v3 ObservationInterpretation code such as {@code H}, {@code LL}, or null
 * @param preliminary true for status registered or preliminary
 * @param interpretations all of them, as codes, else in words; {@code interpretation} is the first
 * @param rangeText the reference range in words, or null
 * @param issued when this version was made available, or null: nobody could know it before
 */
public record Measurement(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        Category category,
        Value value,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        @Nullable String interpretation,
        boolean preliminary,
        List<String> interpretations,
        @Nullable String rangeText,
        @Nullable EventTime issued)
        implements ClinicalEvent {
    public Measurement {
        interpretations = List.copyOf(interpretations);
    }

    /** A measurement with one interpretation at most. */
    public Measurement(
            FhirReference source,
            CodedConcept concept,
            @Nullable EventTime time,
            Category category,
            Value value,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable String interpretation,
            boolean preliminary) {
        this(
                source,
                concept,
                time,
                category,
                value,
                low,
                high,
                interpretation,
                preliminary,
                interpretation == null ? List.of() : List.of(interpretation),
                null,
                null);
    }

    /** HL7 observation-category, as far as reasoning tells them apart. */
    public enum Category {
        LABORATORY,
        VITAL_SIGNS,
        SOCIAL_HISTORY,
        SURVEY,
        OTHER
    }
}

package org.prodrome.fhir.record;

import java.math.BigDecimal;
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
        boolean preliminary)
        implements ClinicalEvent {

    /** HL7 observation-category, as far as reasoning tells them apart. */
    public enum Category {
        LABORATORY,
        VITAL_SIGNS,
        SOCIAL_HISTORY,
        SURVEY,
        OTHER
    }
}

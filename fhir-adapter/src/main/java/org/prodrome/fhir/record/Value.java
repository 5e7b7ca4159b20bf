package org.prodrome.fhir.record;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a measurement says. */
public sealed interface Value {

    /**
     * A number with a unit.
     *
     * @param number the decimal as written
     * @param unit UCUM code where the source gave one, else its unit text, else empty
     * @param comparator {@code <}, {@code <=}, {@code >=}, {@code >} or null for "equals"
     */
    record Quantity(
            BigDecimal number, String unit, @Nullable String comparator) implements Value {}

    /**
     * A range of numbers.
     *
     * @param low lower end, or null when open
     * @param high upper end, or null when open
     * @param unit UCUM code where the source gave one, else its unit text, else empty
     */
    record Range(@Nullable BigDecimal low, @Nullable BigDecimal high, String unit) implements Value {}

    /** A ratio, such as a titre of 1 : 128. */
    record Ratio(Quantity numerator, Quantity denominator) implements Value {}

    /** A coded answer. */
    record Coded(CodedConcept concept) implements Value {}

    /** A text or boolean answer. */
    record Text(String text) implements Value {}

    /** No value: why, as coded by the source (dataAbsentReason) or "not given". */
    record Absent(String reason) implements Value {}
}

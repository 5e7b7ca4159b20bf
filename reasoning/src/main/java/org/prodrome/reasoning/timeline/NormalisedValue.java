package org.prodrome.reasoning.timeline;

/** The value of a measurement after unit normalisation. */
public sealed interface NormalisedValue {

    /**
     * A number in the analyte's own unit of the unit table.
     *
     * @param number the value
     * @param unit UCUM code
     */
    record Number(double number, String unit) implements NormalisedValue {}

    /** A coded answer as a concept key. */
    record Category(String concept) implements NormalisedValue {}

    /** A value that can't be used: an unknown unit, a comparator, a text; never a guess. */
    record Unusable(String reason) implements NormalisedValue {}

    /** The kind of event has no value. */
    record None() implements NormalisedValue {}
}

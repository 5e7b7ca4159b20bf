package org.prodrome.reasoning.training;

import com.fasterxml.jackson.annotation.JsonValue;
import org.prodrome.reasoning.model.CalibrationCounts;

/**
 * How many patients, as it may leave a site: below ten it is not told exactly.
 *
 * @param told the number; 0 stands for fewer than ten
 */
public record PatientCount(int told) {

    /** The smallest number that is told. */
    public static final int FEWEST_TOLD = CalibrationCounts.FEWEST_TOLD;

    public PatientCount {
        if (told < 0 || (told > 0 && told < FEWEST_TOLD)) {
            throw new IllegalArgumentException("patients: expected 0 for fewer than " + FEWEST_TOLD + ", or more");
        }
    }

    /** What may be told of a count. */
    public static PatientCount of(int exact) {
        return new PatientCount(exact < FEWEST_TOLD ? 0 : exact);
    }

    /** The number, or that there are fewer than ten. */
    @JsonValue
    public String words() {
        return told == 0 ? "fewer than " + FEWEST_TOLD : Integer.toString(told);
    }
}

package org.prodrome.cohort.planted;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * One person's accumulated hazard of one disease from birth to {@link #LAST_AGE}, in steps of a quarter of a year (rate at the middle of
 * the step, so that a change of smoking is off by six weeks at most). Immutable.
 */
public final class HazardPath {
    public static final int LAST_AGE = 110;

    private static final int STEPS_PER_YEAR = 4;
    private static final double STEP_DAYS = Days.PER_YEAR / STEPS_PER_YEAR;

    /** (steps + 1): hazard accumulated by the start of each step. */
    private final double[] accumulated;

    private HazardPath(double[] accumulated) {
        this.accumulated = accumulated;
    }

    public static HazardPath of(Disease disease, RiskFactors person) {
        double[] accumulated = new double[LAST_AGE * STEPS_PER_YEAR + 1];
        for (int step = 0; step < accumulated.length - 1; step++) {
            double middle = (step + 0.5) / STEPS_PER_YEAR;
            double rate = disease.hazard().perYear(disease.id(), person, middle);
            accumulated[step + 1] = accumulated[step] + rate / STEPS_PER_YEAR;
        }
        return new HazardPath(accumulated);
    }

    /** Hazard accumulated from birth to a day; {@code 1 - exp(-it)} is the probability of an onset by then. */
    public double until(double day) {
        double steps = Math.clamp(day / STEP_DAYS, 0, accumulated.length - 1);
        int whole = Math.min((int) steps, accumulated.length - 2);
        return accumulated[whole] + (steps - whole) * (accumulated[whole + 1] - accumulated[whole]);
    }

    /** The day on which the accumulated hazard passes a threshold (an Exp(1) draw); empty if it never does. */
    public OptionalInt dayOf(double threshold) {
        if (threshold >= accumulated[accumulated.length - 1]) {
            return OptionalInt.empty();
        }
        int found = Arrays.binarySearch(accumulated, threshold);
        int step = found >= 0 ? found : -found - 2;
        while (accumulated[step + 1] <= threshold) {
            step++; // flat stretches, before the hazard begins
        }
        double share = (threshold - accumulated[step]) / (accumulated[step + 1] - accumulated[step]);
        return OptionalInt.of((int) ((step + share) * STEP_DAYS));
    }
}

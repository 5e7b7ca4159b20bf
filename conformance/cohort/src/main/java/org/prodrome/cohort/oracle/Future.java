package org.prodrome.cohort.oracle;

import org.prodrome.cohort.planted.Sex;

/** A person's survival from a day on, death by other causes than the asked disease, in steps of half a month. Immutable. */
final class Future {
    static final int STEP_DAYS = 15;

    /** (steps + 1): probability of being alive after so many steps. */
    private final double[] alive;
    /** (steps + 1): deaths a day. */
    private final double[] deaths;

    /** @param extraPerDay deaths of diseases that are diagnosed already */
    Future(LifeTable table, Sex sex, int day, double extraPerDay, int longestDays) {
        int steps = longestDays / STEP_DAYS + 1;
        this.alive = new double[steps + 1];
        this.deaths = new double[steps + 1];
        alive[0] = 1;
        for (int i = 0; i <= steps; i++) {
            deaths[i] = table.perDay(sex, day + (i + 0.5) * STEP_DAYS) + extraPerDay;
            if (i > 0) {
                alive[i] = alive[i - 1] * Math.exp(-deaths[i - 1] * STEP_DAYS);
            }
        }
    }

    int steps() {
        return alive.length - 1;
    }

    /** Probability of a diagnosis by {@code end} and alive then, when s = 1 comes {@code remaining} days from now. */
    double diagnosed(double remaining, double delayDays, double end) {
        if (remaining >= end) {
            return 0;
        }
        int step = (int) (remaining / STEP_DAYS);
        double there = alive[step] * Math.exp(-deaths[step] * (remaining - step * STEP_DAYS));
        double rate = 1 / delayDays + deaths[step];
        return there / (rate * delayDays) * -Math.expm1(-rate * (end - remaining));
    }
}

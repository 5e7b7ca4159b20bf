package org.prodrome.cohort.oracle;

import java.util.List;

/**
 * What comes of one disease in one person from a day on, if nothing of it was recorded before: by the days that remain to s = 1 for who
 * has it, and for who does not have it yet.
 */
final class Forecast {
    /** (windows, steps + 1): probability by remaining days, at each step. */
    private final double[][] byRemaining;
    /** (windows) */
    private final double[] ofTheFree;

    Forecast(Lattice lattice, int day, Future future, List<Window> windows) {
        this.byRemaining = new double[windows.size()][future.steps() + 1];
        this.ofTheFree = new double[windows.size()];
        double delay = lattice.hypothesis().delayDays();
        for (int w = 0; w < windows.size(); w++) {
            for (int step = 0; step <= future.steps(); step++) {
                double remaining = step * (double) Future.STEP_DAYS;
                byRemaining[w][step] = future.diagnosed(
                                remaining, delay, windows.get(w).horizonDays())
                        - future.diagnosed(remaining, delay, windows.get(w).gapDays());
            }
        }
        free(lattice, day, future.steps());
    }

    int windows() {
        return ofTheFree.length;
    }

    /** For somebody whose course reaches s = 1 so many days from now; negative where it has. */
    double risk(int window, double remainingDays) {
        double[] table = byRemaining[window];
        double place = remainingDays / Future.STEP_DAYS;
        if (place <= 0) {
            return table[0];
        }
        int below = (int) place;
        return below >= table.length - 1 ? 0 : table[below] + (place - below) * (table[below + 1] - table[below]);
    }

    /** (windows): for somebody who does not have the disease. */
    double[] risksOfTheFree() {
        return ofTheFree.clone();
    }

    private void free(Lattice lattice, int day, int steps) {
        double free = lattice.none(day);
        for (int step = 0; step < steps; step++) {
            double from = day + step * (double) Future.STEP_DAYS;
            double share = lattice.onset(from, from + Future.STEP_DAYS) / free;
            for (Pace pace : lattice.hypothesis().paces()) {
                double remaining = (step + 0.5) * Future.STEP_DAYS + pace.days();
                for (int w = 0; w < ofTheFree.length; w++) {
                    ofTheFree[w] += share * pace.weight() * risk(w, remaining);
                }
            }
        }
    }
}

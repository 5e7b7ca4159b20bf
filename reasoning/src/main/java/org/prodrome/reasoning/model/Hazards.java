package org.prodrome.reasoning.model;

import java.util.List;

/**
 * Piecewise constant hazards of one patient, and the risks that follow from them without sampling.
 *
 * <p>Death is the only absorbing competitor. Within a bin of width {@code w} with outcome hazard {@code h} and death hazard
 * {@code g} the outcome's cumulative incidence grows by {@code S h / (h + g) (1 - exp(-(h + g) w))}, where {@code S} is the
 * chance of neither before the bin.
 */
public final class Hazards {

    public static final double DAYS_PER_YEAR = 365.25;

    private final float[] perYear;
    private final List<Integer> edges;
    private final int death;

    /**
     * Wraps one row of the network's output.
     *
     * @param perYear hazards per year, {@code (outcomes, bins)} flattened; death is the last outcome
     * @param edges upper edges of the bins in days
     */
    public Hazards(float[] perYear, List<Integer> edges) {
        this.perYear = perYear;
        this.edges = edges;
        this.death = perYear.length / edges.size() - 1;
        for (float hazard : perYear) {
            if (!(hazard >= 0 && hazard <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("hazards: expected finite numbers of at least 0, got " + hazard);
            }
        }
    }

    /** Cumulative incidence of an outcome at each bin's upper edge, {@code (bins)}, in [0, 1], never falling. */
    public double[] risks(int outcome) {
        double[] risks = new double[edges.size()];
        double free = 1;
        double incidence = 0;
        for (int k = 0; k < risks.length; k++) {
            double years = (edges.get(k) - (k == 0 ? 0 : edges.get(k - 1))) / DAYS_PER_YEAR;
            double own = at(outcome, k);
            double all = outcome == death ? own : own + at(death, k);
            double leaving = -Math.expm1(-all * years);
            incidence += all > 0 ? free * own / all * leaving : 0;
            free *= 1 - leaving;
            risks[k] = Math.min(1, incidence);
        }
        return risks;
    }

    private double at(int outcome, int bin) {
        return perYear[outcome * edges.size() + bin];
    }
}

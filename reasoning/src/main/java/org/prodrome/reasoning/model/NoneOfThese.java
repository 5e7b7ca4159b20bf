package org.prodrome.reasoning.model;

import java.util.List;

/**
 * The probability that none of several conditions comes within a time, death competing.
 *
 * <p>Each condition's hazard, and death's, is taken as constant within the time, at the level that gives its known probability;
 * the first of all to come decides. With hazards {@code h} of the conditions together and {@code g} of death, in units of the
 * time, that is {@code 1 - h / (h + g) (1 - exp(-(h + g)))}.
 */
final class NoneOfThese {

    private static final double CERTAIN = 1 - 1e-9;
    private static final double HIGHEST = 50;
    private static final int HALVINGS = 60;

    private NoneOfThese() {}

    /**
     * Computes.
     *
     * @param probabilities of each condition within the time, death competing
     * @param death probability of death within it, whatever else comes
     */
    static double probability(List<Double> probabilities, double death) {
        double dying = -Math.log1p(-Math.min(death, CERTAIN));
        double together =
                probabilities.stream().mapToDouble(p -> hazard(p, dying)).sum();
        return Math.clamp(1 - incidence(together, dying), 0, 1);
    }

    private static double incidence(double hazard, double dying) {
        double all = hazard + dying;
        return all > 0 ? hazard / all * -Math.expm1(-all) : 0;
    }

    /** The hazard with a probability, by bisection: the probability rises with it. */
    private static double hazard(double probability, double dying) {
        double low = 0;
        double high = HIGHEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (incidence(middle, dying) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}

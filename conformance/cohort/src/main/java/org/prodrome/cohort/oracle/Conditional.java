package org.prodrome.cohort.oracle;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The exact distribution of one hypothesis' states given the states of all others, kept until those whose effects reach the same
 * analytes change.
 */
final class Conditional {
    private final Hypothesis hypothesis;
    private final Belief belief;
    /** (cells): summed weights up to and including each. */
    private final double[] cumulated;
    /** (windows): risk if not silent. */
    private final double[] presentRisks;
    /** (windows): mean square of it. */
    private final double[] presentSquares;

    private double logOdds;
    private long key;
    private boolean isKnown;

    Conditional(Hypothesis hypothesis, Belief belief) {
        this.hypothesis = hypothesis;
        this.belief = belief;
        this.cumulated = new double[belief.size()];
        this.presentRisks = new double[belief.windows()];
        this.presentSquares = new double[belief.windows()];
    }

    Belief belief() {
        return belief;
    }

    /** Whether it cannot be silent. */
    boolean isCertain() {
        return belief.logSilent() == Double.NEGATIVE_INFINITY;
    }

    /** Log of the odds of any cell against silence, given the residuals without any effect of this hypothesis. */
    double logOdds(Residuals residuals) {
        long now = 0;
        for (int t = 0; t < hypothesis.touched(); t++) {
            now = now * 31 + residuals.key(hypothesis.analyte(t));
        }
        if (!isKnown || now != key) {
            compute(residuals);
            key = now;
            isKnown = true;
        }
        return logOdds;
    }

    /** Risk if not silent, as last computed. */
    double presentRisk(int window) {
        return presentRisks[window];
    }

    double presentSquare(int window) {
        return presentSquares[window];
    }

    /** Draws a cell, given that it is not silent. */
    int draw(SplittableRandom random) {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, point);
        return Math.min(found >= 0 ? found + 1 : -found - 1, cumulated.length - 1);
    }

    private void compute(Residuals residuals) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < cumulated.length; c++) {
            cumulated[c] = belief.logMass(c) + belief.cell(c).gain(residuals);
            highest = Math.max(highest, cumulated[c]);
        }
        double sum = 0;
        Arrays.fill(presentRisks, 0);
        Arrays.fill(presentSquares, 0);
        for (int c = 0; c < cumulated.length; c++) {
            double weight = Math.exp(cumulated[c] - highest);
            sum += weight;
            cumulated[c] = sum;
            for (int w = 0; w < presentRisks.length; w++) {
                double risk = belief.risk(c, w);
                presentRisks[w] += weight * risk;
                presentSquares[w] += weight * risk * risk;
            }
        }
        for (int w = 0; w < presentRisks.length && sum > 0; w++) {
            presentRisks[w] /= sum;
            presentSquares[w] /= sum;
        }
        logOdds = sum > 0 ? highest + Math.log(sum) - belief.logSilent() : Double.NEGATIVE_INFINITY;
    }
}

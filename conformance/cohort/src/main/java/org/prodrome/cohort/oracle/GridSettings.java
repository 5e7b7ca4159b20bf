package org.prodrome.cohort.oracle;

/**
 * How finely the unseen is cut, and how long it is sampled.
 *
 * @param slotsPerMedian onset slots per median duration of a disease
 * @param paces cells of a disease's duration
 * @param decoyPaces cells of a decoy's duration; and as many of its time to resolution, where it resolves
 * @param burnIn sweeps thrown away
 * @param sweeps sweeps averaged; as many again where that is not enough
 * @param mostRounds how often at most
 */
record GridSettings(int slotsPerMedian, int paces, int decoyPaces, int burnIn, int sweeps, int mostRounds) {
    static final GridSettings USUAL = new GridSettings(16, 12, 5, 16, 80, 4);

    /** Not enough is an effective sample size below this, for a probability that matters. */
    private static final double ENOUGH = 100;

    private static final double MATTERS = 0.01;

    GridSettings {
        if (slotsPerMedian < 1 || paces < 1 || decoyPaces < 1 || burnIn < 0 || sweeps < 8 || mostRounds < 1) {
            throw new IllegalArgumentException("grid: expected at least one cell each way and 8 sweeps");
        }
    }

    GridSettings withSweeps(int count) {
        return new GridSettings(slotsPerMedian, paces, decoyPaces, burnIn, count, mostRounds);
    }

    boolean isEnough(Answer answer) {
        return !answer.isGiven() || answer.probability() < MATTERS || answer.effectiveSampleSize() >= ENOUGH;
    }
}

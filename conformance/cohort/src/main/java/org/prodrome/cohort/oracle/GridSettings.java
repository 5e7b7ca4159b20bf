package org.prodrome.cohort.oracle;

/**
 * How finely the unseen is cut, and how long it is sampled.
 *
 * @param slotsPerMedian onset slots per median duration of a disease
 * @param paces cells of a disease's duration
 * @param decoyPaces cells of a decoy's duration; and as many of its time to resolution, where it resolves
 * @param burnIn sweeps thrown away
 * @param sweeps sweeps averaged
 */
record GridSettings(int slotsPerMedian, int paces, int decoyPaces, int burnIn, int sweeps) {
    static final GridSettings USUAL = new GridSettings(16, 12, 5, 16, 80);

    GridSettings {
        if (slotsPerMedian < 1 || paces < 1 || decoyPaces < 1 || burnIn < 0 || sweeps < 8) {
            throw new IllegalArgumentException("grid: expected at least one cell each way and 8 sweeps");
        }
    }

    GridSettings withSweeps(int count) {
        return new GridSettings(slotsPerMedian, paces, decoyPaces, burnIn, count);
    }
}

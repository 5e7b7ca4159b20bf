package org.prodrome.cohort.oracle;

/**
 * An answer to a question.
 *
 * @param probability not a number where the disease was recorded already
 * @param effectiveSampleSize how many independent draws of the unseen states would give the average the same error; 100,000 at most
 */
record Answer(double probability, double effectiveSampleSize) {
    static final Answer RECORDED = new Answer(Double.NaN, Double.NaN);

    boolean isGiven() {
        return !Double.isNaN(probability);
    }
}

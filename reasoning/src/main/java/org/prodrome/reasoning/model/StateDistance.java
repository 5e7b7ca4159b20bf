package org.prodrome.reasoning.model;

/**
 * How far a patient's state, the trees' departures from its hazards included, is from those of the training patients: the
 * Mahalanobis distance (Lee et al., NeurIPS 2018, use it to tell what a network was not trained for).
 *
 * @param mean of the training states, {@code (width)}
 * @param whitening lower triangle that makes their spread 1 in every direction, row by row, {@code (width, 1 to width)}
 * @param farthest the distance that all but a few of them keep within
 */
public record StateDistance(float[] mean, float[][] whitening, double farthest) {
    public StateDistance {
        if (mean.length != whitening.length) {
            throw new IllegalArgumentException("distance: expected as many rows as means");
        }
        for (int i = 0; i < whitening.length; i++) {
            if (whitening[i].length != i + 1) {
                throw new IllegalArgumentException("distance: expected rows of 1, 2, 3 and so on, one longer each");
            }
        }
    }

    /** The distance of a state, at least 0. */
    public double of(float[] state) {
        if (state.length != mean.length) {
            throw new IllegalArgumentException("state: expected " + mean.length + " numbers, got " + state.length);
        }
        double squares = 0;
        for (float[] row : whitening) {
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += row[i] * (state[i] - mean[i]);
            }
            squares += sum * sum;
        }
        return Math.sqrt(squares);
    }
}

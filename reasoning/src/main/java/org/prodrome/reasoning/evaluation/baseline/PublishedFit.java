package org.prodrome.reasoning.evaluation.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.prodrome.reasoning.statistics.LogisticRegression;
import org.prodrome.reasoning.statistics.SparseRow;

/**
 * A published score whose risk is fitted to the training rows: its ranking is the authors', its level and slope are these patients'.
 *
 * @param risk of the score
 */
record PublishedFit(PublishedScore score, Concepts concepts, LogisticRegression risk) {

    private static final double RIDGE = 1e-3;

    /** Empty when too few rows have all inputs. */
    static Optional<PublishedFit> of(PublishedScore score, Concepts concepts, Examples training) {
        double[] scores = scores(score, concepts, training.rows());
        int[] known = IntStream.range(0, scores.length)
                .filter(i -> !Double.isNaN(scores[i]))
                .toArray();
        List<SparseRow> rows = new ArrayList<>();
        double[][] features = new double[known.length][];
        boolean[] events = new boolean[known.length];
        double[] weights = new double[known.length];
        for (int i = 0; i < known.length; i++) {
            features[i] = new double[] {scores[known[i]]};
            events[i] = training.events()[known[i]];
            weights[i] = training.weights()[known[i]];
            rows.add(training.rows().get(known[i]));
        }
        return new Examples(rows, events, weights).both()
                ? Optional.of(
                        new PublishedFit(score, concepts, LogisticRegression.fit(features, events, weights, RIDGE)))
                : Optional.empty();
    }

    double[] probabilities(List<SparseRow> rows) {
        double[] scores = scores(score, concepts, rows);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Double.isNaN(scores[i]) ? Double.NaN : risk.probability(scores[i]);
        }
        return scores;
    }

    private static double[] scores(PublishedScore score, Concepts concepts, List<SparseRow> rows) {
        return rows.parallelStream().mapToDouble(row -> score.of(row, concepts)).toArray();
    }
}

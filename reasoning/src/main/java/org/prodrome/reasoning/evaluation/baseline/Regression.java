package org.prodrome.reasoning.evaluation.baseline;

import java.util.Comparator;
import java.util.List;
import org.prodrome.reasoning.statistics.SparseLogisticRegression;
import org.prodrome.reasoning.statistics.SparseRow;

/**
 * A logistic regression on some columns.
 *
 * @param ridge the penalty that did best on the tuning rows
 */
record Regression(Design design, SparseLogisticRegression fitted, double ridge) {

    /**
     * Fits each penalty, the largest first and each from the one before, and keeps the one with the least log loss on the tuning rows;
     * the first given where there are none.
     */
    static Regression fit(Columns columns, Examples training, Examples tuning, List<Double> ridges) {
        Design design = Design.of(columns, training);
        List<SparseRow> rows = design.rows(training.rows());
        Regression best = null;
        Regression last = null;
        double least = Double.POSITIVE_INFINITY;
        for (double ridge : tried(ridges, tuning)) {
            Regression before = last;
            SparseLogisticRegression fitted = before == null
                    ? SparseLogisticRegression.fit(rows, training.events(), training.weights(), design.width(), ridge)
                    : before.fitted().refit(rows, training.events(), training.weights(), ridge);
            Regression next = new Regression(design, fitted, ridge);
            last = next;
            double loss = tuning.both() ? tuning.loss(next.probabilities(tuning.rows())) : 0;
            if (best == null || loss < least) {
                best = next;
                least = loss;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("ridges: expected at least one");
        }
        return best;
    }

    private static List<Double> tried(List<Double> ridges, Examples tuning) {
        return tuning.both()
                ? ridges.stream().sorted(Comparator.reverseOrder()).toList()
                : ridges.subList(0, Math.min(1, ridges.size()));
    }

    double[] probabilities(List<SparseRow> rows) {
        return rows.parallelStream()
                .mapToDouble(row -> fitted.probability(design.row(row)))
                .toArray();
    }
}

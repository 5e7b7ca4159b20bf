package org.prodrome.reasoning.evaluation.baseline;

import java.util.Comparator;
import java.util.List;
import org.prodrome.reasoning.statistics.SparseLogisticRegression;
import org.prodrome.reasoning.statistics.SparseLogisticRegression.Precision;
import org.prodrome.reasoning.statistics.SparseRow;

/**
 * A logistic regression on some columns.
 *
 * @param ridge the penalty that did best on the tuning rows
 */
record Regression(Design design, SparseLogisticRegression fitted, double ridge) {

    /**
     * Fits each penalty roughly, the largest first and each from the one before, and to the end that with the least log loss on the
     * tuning rows; the first given where there are none.
     */
    static Regression fit(Columns columns, Examples training, Examples tuning, List<Double> ridges) {
        Design design = Design.of(columns, training);
        List<SparseRow> rows = design.rows(training.rows());
        SparseLogisticRegression last =
                SparseLogisticRegression.ofNothing(training.events(), training.weights(), design.width());
        Regression best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double ridge : tried(ridges, tuning)) {
            last = last.fit(rows, training.events(), training.weights(), ridge, Precision.ROUGH);
            Regression next = new Regression(design, last, ridge);
            double loss = tuning.both() ? tuning.loss(next.probabilities(tuning.rows())) : 0;
            if (best == null || loss < least) {
                best = next;
                least = loss;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("ridges: expected at least one");
        }
        return new Regression(
                design,
                best.fitted.fit(rows, training.events(), training.weights(), best.ridge, Precision.FINE),
                best.ridge);
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

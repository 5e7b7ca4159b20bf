package org.prodrome.reasoning.evaluation.baseline;

import java.util.List;
import org.prodrome.reasoning.statistics.SparseLogisticRegression;
import org.prodrome.reasoning.statistics.SparseRow;

/**
 * A logistic regression on some columns.
 *
 * @param ridge the penalty that did best on the tuning rows
 */
record Regression(Design design, SparseLogisticRegression fitted, double ridge) {

    /** Fits each penalty and keeps the one with the least log loss on the tuning rows; the first where there are none. */
    static Regression fit(Columns columns, Examples training, Examples tuning, List<Double> ridges) {
        Design design = Design.of(columns, training);
        List<SparseRow> rows = design.rows(training.rows());
        Regression best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double ridge : ridges) {
            Regression next = new Regression(
                    design,
                    SparseLogisticRegression.fit(rows, training.events(), training.weights(), design.width(), ridge),
                    ridge);
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

    double[] probabilities(List<SparseRow> rows) {
        return rows.parallelStream()
                .mapToDouble(row -> fitted.probability(design.row(row)))
                .toArray();
    }
}

package org.prodrome.reasoning.evaluation;

import org.prodrome.reasoning.evaluation.EvaluationReport.Figure;
import org.prodrome.reasoning.evaluation.EvaluationReport.Figures;
import org.prodrome.reasoning.statistics.Bootstrap;
import org.prodrome.reasoning.statistics.CalibrationMeasures;
import org.prodrome.reasoning.statistics.Ranking;

/** Computes figures on one set of rows, with intervals from one bootstrap. */
final class Figuring {

    private final boolean[] events;
    private final double[] weights;
    private final Bootstrap bootstrap;

    Figuring(long[] patients, boolean[] events, double[] weights, EvaluationSettings settings) {
        this.events = events;
        this.weights = weights;
        this.bootstrap = new Bootstrap(patients, weights, settings.replicates(), settings.seed());
    }

    Figures figures(double[] probabilities) {
        Ranking ranking = new Ranking(probabilities, events);
        return new Figures(
                new Figure(ranking.auroc(weights), bootstrap.interval(ranking::auroc)),
                new Figure(ranking.averagePrecision(weights), bootstrap.interval(ranking::averagePrecision)),
                CalibrationMeasures.brier(probabilities, events, weights),
                new Figure(
                        CalibrationMeasures.observedOverExpected(probabilities, events, weights),
                        bootstrap.interval(w -> CalibrationMeasures.observedOverExpected(probabilities, events, w))),
                new Figure(slope(probabilities, weights), bootstrap.interval(w -> slope(probabilities, w))),
                CalibrationMeasures.recalibration(probabilities, events, weights)
                        .intercept(),
                CalibrationMeasures.expectedCalibrationError(probabilities, events, weights));
    }

    /** How much better the first ranks than the second. */
    Figure gain(double[] probabilities, double[] baseline) {
        Ranking model = new Ranking(probabilities, events);
        Ranking other = new Ranking(baseline, events);
        return new Figure(
                model.auroc(weights) - other.auroc(weights), bootstrap.interval(w -> model.auroc(w) - other.auroc(w)));
    }

    private double slope(double[] probabilities, double[] rowWeights) {
        return CalibrationMeasures.recalibration(probabilities, events, rowWeights)
                .coefficients()
                .getFirst();
    }
}

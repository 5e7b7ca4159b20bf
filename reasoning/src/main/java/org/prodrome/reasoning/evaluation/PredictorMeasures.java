package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.prodrome.reasoning.statistics.Alerts;
import org.prodrome.reasoning.statistics.CalibrationMeasures;
import org.prodrome.reasoning.statistics.Concordance;
import org.prodrome.reasoning.statistics.NetBenefit;
import org.prodrome.reasoning.statistics.Ranking;
import org.prodrome.reasoning.statistics.Recalibration;
import org.prodrome.reasoning.statistics.Sampled;
import org.prodrome.reasoning.statistics.StratifiedRanking;
import org.prodrome.reasoning.statistics.Tenths;
import org.prodrome.reasoning.statistics.ThresholdCounts;

/**
 * Measures one predictor on one set of rows: sorts once, then gives all measures for any weights of the rows.
 *
 * <p>Immutable and thread-safe, so that resamples run side by side.
 */
final class PredictorMeasures {

    /** Places of the measures; alerts and net benefits follow, then the PPV at the lead time's threshold. */
    private enum Place {
        AUROC,
        STRATIFIED,
        PRECISION,
        CONCORDANCE,
        BRIER,
        SCALED_BRIER,
        SLOPE,
        INTERCEPT,
        OBSERVED,
        ERROR,
        LEAD_SHARE,
        LEAD_MEDIAN,
        LEAD_MEAN
    }

    private static final int PER_RULE = 3;

    private final String predictor;
    private final TaskRows rows;
    private final double[] probabilities;
    private final Protocol protocol;
    private final Thresholds thresholds;
    private final Ranking ranking;
    private final StratifiedRanking stratified;
    private final Concordance concordance;
    private final Recalibration recalibration;
    private final Tenths tenths;
    private final LeadMonths lead;
    private final ThresholdCounts counts;

    PredictorMeasures(String predictor, TaskRows rows, Thresholds thresholds, Protocol protocol) {
        this.predictor = predictor;
        this.rows = rows;
        this.protocol = protocol;
        this.thresholds = thresholds;
        probabilities = rows.of(predictor);
        boolean[] events = rows.events();
        ranking = new Ranking(probabilities, events);
        stratified =
                new StratifiedRanking(probabilities, events, rows.knownRows(), strata(), protocol.leastPerStratum());
        concordance = new Concordance(probabilities, rows.days(), events, rows.weights());
        recalibration = new Recalibration(probabilities, events);
        tenths = new Tenths(probabilities, rows.weights());
        lead = new LeadMonths(rows, probabilities, thresholds.lead());
        counts = new ThresholdCounts(probabilities, events, allThresholds());
    }

    private int[] strata() {
        int[] strata = new int[rows.size()];
        for (int i = 0; i < strata.length; i++) {
            int band = (int) (rows.years()[i] / protocol.stratumYears());
            strata[i] = band * 31 + Math.floorMod(rows.sex()[i].hashCode(), 31);
        }
        return strata;
    }

    private double[] allThresholds() {
        return DoubleStream.concat(
                        DoubleStream.concat(
                                thresholds.rules().stream().mapToDouble(Thresholds.Rule::threshold),
                                protocol.netBenefitThresholds().stream().mapToDouble(Double::doubleValue)),
                        DoubleStream.of(thresholds.lead()))
                .toArray();
    }

    /**
     * All measures.
     *
     * @param drawn how often each row counts
     * @param weights the same times the row's weight
     */
    double[] measure(double[] drawn, double[] weights) {
        boolean[] events = rows.events();
        Ranking.Areas areas = ranking.areas(weights);
        Recalibration.Line line = recalibration.of(weights);
        double[] months = lead.measure(drawn);
        double[] first = {
            areas.auroc(),
            stratified.auroc(weights),
            areas.averagePrecision(),
            concordance.of(drawn),
            CalibrationMeasures.brier(probabilities, events, weights),
            CalibrationMeasures.scaledBrier(probabilities, events, weights),
            line.slope(),
            line.intercept(),
            CalibrationMeasures.observedOverExpected(probabilities, events, weights),
            tenths.error(probabilities, events, weights),
            months[0],
            months[1],
            months[2]
        };
        return DoubleStream.concat(DoubleStream.of(first), atThresholds(weights))
                .toArray();
    }

    private DoubleStream atThresholds(double[] weights) {
        ThresholdCounts.Counts[] at = counts.of(weights);
        DoubleStream.Builder measures = DoubleStream.builder();
        int rules = thresholds.rules().size();
        for (int i = 0; i < rules; i++) {
            Alerts alerts = Alerts.of(at[i]);
            measures.add(alerts.per1000()).add(alerts.precision()).add(alerts.sensitivity());
        }
        for (int i = 0; i < protocol.netBenefitThresholds().size(); i++) {
            measures.add(
                    NetBenefit.of(at[rules + i], protocol.netBenefitThresholds().get(i)));
        }
        measures.add(Alerts.of(at[at.length - 1]).precision());
        return measures.build();
    }

    /** How many numbers {@link #measure} gives. */
    int width() {
        return Place.values().length
                + PER_RULE * thresholds.rules().size()
                + protocol.netBenefitThresholds().size()
                + 1;
    }

    static Sampled auroc(List<Sampled> measured) {
        return measured.get(Place.AUROC.ordinal());
    }

    static Sampled averagePrecision(List<Sampled> measured) {
        return measured.get(Place.PRECISION.ordinal());
    }

    static Sampled leadMedian(List<Sampled> measured) {
        return measured.get(Place.LEAD_MEDIAN.ordinal());
    }

    static Sampled leadMean(List<Sampled> measured) {
        return measured.get(Place.LEAD_MEAN.ordinal());
    }

    /** The measures as what is reported. */
    PredictorResult result(List<Sampled> measured) {
        return new PredictorResult(
                predictor,
                protocol.nameOf(predictor),
                figures(measured),
                leadTime(measured),
                alerts(measured),
                netBenefit(measured),
                ranking.roc(rows.weights()),
                ranking.precisionRecall(rows.weights()),
                tenths.bins(probabilities, rows.events(), rows.weights()));
    }

    private static Figure figure(List<Sampled> measured, Place place, String missing) {
        return Figure.of(measured.get(place.ordinal()), missing);
    }

    private Figures figures(List<Sampled> measured) {
        String oneClass = "needs events and non-events";
        return new Figures(
                figure(measured, Place.AUROC, oneClass),
                figure(
                        measured,
                        Place.STRATIFIED,
                        "no stratum of age and sex has " + protocol.leastPerStratum()
                                + " events and as many non-events"),
                figure(measured, Place.PRECISION, oneClass),
                figure(measured, Place.CONCORDANCE, "no pair can be compared"),
                figure(measured, Place.BRIER, oneClass),
                figure(measured, Place.SCALED_BRIER, oneClass),
                figure(measured, Place.SLOPE, "no line can be fitted"),
                figure(measured, Place.INTERCEPT, "no line can be fitted"),
                figure(measured, Place.OBSERVED, oneClass),
                figure(measured, Place.ERROR, oneClass));
    }

    private LeadTime leadTime(List<Sampled> measured) {
        String none = Double.isNaN(thresholds.lead()) ? thresholds.missing(protocol) : "no case was alerted";
        boolean tuned = thresholds.tuned();
        return new LeadTime(
                protocol.alertPrecision(),
                thresholds.lead(),
                Figure.of(measured.getLast(), none),
                lead.cases(),
                tuned ? figure(measured, Place.LEAD_SHARE, "no case") : Figure.none(none),
                figure(measured, Place.LEAD_MEDIAN, none),
                tuned ? figure(measured, Place.LEAD_MEAN, "no case") : Figure.none(none),
                lead.reached());
    }

    private List<AlertPoint> alerts(List<Sampled> measured) {
        List<AlertPoint> points = new ArrayList<>();
        int at = Place.values().length;
        for (Thresholds.Rule rule : thresholds.rules()) {
            String none = Double.isNaN(rule.threshold()) ? "no threshold fulfils this on the tuning rows" : "no alert";
            Sampled precision = measured.get(at + 1);
            points.add(new AlertPoint(
                    rule.words(),
                    rule.threshold(),
                    Figure.of(measured.get(at), none),
                    Figure.none("person-time is not known"),
                    Figure.of(precision, none),
                    Figure.of(precision.inverse(), none),
                    Figure.of(measured.get(at + 2), none)));
            at += PER_RULE;
        }
        return points;
    }

    private List<BenefitPoint> netBenefit(List<Sampled> measured) {
        List<BenefitPoint> points = new ArrayList<>();
        int at = Place.values().length + PER_RULE * thresholds.rules().size();
        for (double threshold : protocol.netBenefitThresholds()) {
            points.add(new BenefitPoint(threshold, Figure.of(measured.get(at++), "needs events and non-events")));
        }
        return points;
    }
}

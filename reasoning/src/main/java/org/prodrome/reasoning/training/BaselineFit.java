package org.prodrome.reasoning.training;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.model.CalibrationSample;
import org.prodrome.reasoning.model.Hazards;
import org.prodrome.reasoning.model.ModelFiles.BaselineTable;
import org.prodrome.reasoning.statistics.LogisticRegression;

/**
 * Fits risk from age and sex alone: what every model risk is shown beside.
 *
 * <p>Coefficients are of training patients on the days that the network learns from. Those are not the days that a risk is
 * calibrated on and asked for, so the intercept is then moved: with the weights of calibration, the mean risk of the tuning rows
 * is what was observed in them. Where fewer than 20 tuning patients got it, or didn't, the intercept moves as that of the next
 * longer horizon does, and without one it stays.
 */
final class BaselineFit {

    private static final String MALE = "token/sex-male";
    private static final double RIDGE = 1;
    private static final String FEATURES = "decades of age from 50, its square, male, male * decades";
    private static final String MOVED =
            "; intercepts moved to what was observed at the visits that calibration is fitted on";

    private final SequenceData data;
    private final int male;

    private BaselineFit(SequenceData data) {
        this.data = data;
        this.male = data.vocabulary().index().getOrDefault(MALE, -1);
    }

    static BaselineTable fit(SequenceData data, List<Integer> horizons) {
        BaselineFit fit = new BaselineFit(data);
        Map<String, Map<Integer, LogisticRegression>> outcomes = new LinkedHashMap<>();
        for (int o = 0; o < data.outcomes().outcomes().size(); o++) {
            outcomes.put(data.outcomes().outcomes().get(o).id(), fit.learnt(o, horizons));
        }
        return moved(new BaselineTable(FEATURES, outcomes), data, horizons);
    }

    /** The same coefficients with intercepts for the tuning rows of these data. */
    static BaselineTable moved(BaselineTable table, SequenceData data, List<Integer> horizons) {
        BaselineFit fit = new BaselineFit(data);
        Map<String, Map<Integer, LogisticRegression>> outcomes = new LinkedHashMap<>(table.outcomes());
        for (int o = 0; o < data.outcomes().outcomes().size(); o++) {
            int outcome = o;
            outcomes.computeIfPresent(
                    data.outcomes().outcomes().get(o).id(), (id, learnt) -> fit.moved(outcome, horizons, learnt));
        }
        String features = table.features();
        return new BaselineTable(features.endsWith(MOVED) ? features : features + MOVED, outcomes);
    }

    private Map<Integer, LogisticRegression> learnt(int outcome, List<Integer> horizons) {
        Map<Integer, LogisticRegression> byHorizon = new LinkedHashMap<>();
        for (int horizon : horizons) {
            Labelled labelled = Labelled.of(data.training(), outcome, horizon);
            if (labelled.eventCount() > 0 && labelled.eventCount() < labelled.events().length) {
                double[][] features = features(data.training(), labelled);
                byHorizon.put(horizon, LogisticRegression.fit(features, labelled.events(), labelled.weights(), RIDGE));
            }
        }
        return byHorizon;
    }

    private Map<Integer, LogisticRegression> moved(
            int outcome, List<Integer> horizons, Map<Integer, LogisticRegression> learnt) {
        Map<Integer, LogisticRegression> moved = new LinkedHashMap<>();
        double shift = 0;
        for (int horizon : horizons.stream().sorted(Comparator.reverseOrder()).toList()) {
            LogisticRegression regression = learnt.get(horizon);
            if (regression != null) {
                shift = sample(regression, outcome, horizon).shift().orElse(shift);
                moved.put(horizon, new LogisticRegression(regression.intercept() + shift, regression.coefficients()));
            }
        }
        return moved;
    }

    private CalibrationSample sample(LogisticRegression regression, int outcome, int horizon) {
        Labelled labelled = Labelled.of(data.tuning(), outcome, horizon);
        double[][] features = features(data.tuning(), labelled);
        double[] risks = new double[features.length];
        int[] patientOf = new int[features.length];
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < risks.length; i++) {
            risks[i] = regression.probability(features[i]);
            long patient = data.tuning().get(labelled.places().get(i)).patient();
            patientOf[i] = numbers.computeIfAbsent(patient, p -> numbers.size());
        }
        return new CalibrationSample(risks, labelled.events(), labelled.weights(), patientOf);
    }

    private double[][] features(List<PatientSequence> sequences, Labelled labelled) {
        double[][] features = new double[labelled.places().size()][];
        for (int i = 0; i < features.length; i++) {
            PatientSequence sequence = sequences.get(labelled.places().get(i));
            features[i] = BaselineTable.features(
                    sequence.asOfAge() / Hazards.DAYS_PER_YEAR,
                    sequence.tokens().codes()[0] == male);
        }
        return features;
    }
}

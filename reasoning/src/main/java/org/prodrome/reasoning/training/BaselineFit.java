package org.prodrome.reasoning.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.model.Hazards;
import org.prodrome.reasoning.model.ModelFiles.BaselineTable;
import org.prodrome.reasoning.statistics.LogisticRegression;
import org.prodrome.reasoning.token.Vocabulary;

/** Fits risk from age and sex alone on training patients: what every model risk is shown beside. */
final class BaselineFit {

    private static final String MALE = "token/sex-male";
    private static final double RIDGE = 1;

    private BaselineFit() {}

    static BaselineTable fit(SequenceData data, List<Integer> horizons) {
        Map<String, Map<Integer, LogisticRegression>> outcomes = new LinkedHashMap<>();
        int male = male(data.vocabulary());
        for (int o = 0; o < data.outcomes().outcomes().size(); o++) {
            Map<Integer, LogisticRegression> byHorizon = new LinkedHashMap<>();
            for (int horizon : horizons) {
                Labelled labelled = Labelled.of(data.training(), o, horizon);
                if (labelled.eventCount() > 0 && labelled.eventCount() < labelled.events().length) {
                    byHorizon.put(horizon, fit(data.training(), labelled, male));
                }
            }
            outcomes.put(data.outcomes().outcomes().get(o).id(), byHorizon);
        }
        return new BaselineTable("decades of age from 50, its square, male, male * decades", outcomes);
    }

    private static LogisticRegression fit(List<PatientSequence> sequences, Labelled labelled, int male) {
        double[][] features = new double[labelled.places().size()][];
        for (int i = 0; i < features.length; i++) {
            PatientSequence sequence = sequences.get(labelled.places().get(i));
            features[i] = BaselineTable.features(
                    sequence.asOfAge() / Hazards.DAYS_PER_YEAR,
                    sequence.tokens().codes()[0] == male);
        }
        return LogisticRegression.fit(features, labelled.events(), labelled.weights(), RIDGE);
    }

    private static int male(Vocabulary vocabulary) {
        return vocabulary.index().getOrDefault(MALE, -1);
    }
}

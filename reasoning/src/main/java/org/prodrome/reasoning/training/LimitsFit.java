package org.prodrome.reasoning.training;

import java.util.List;
import org.prodrome.reasoning.model.ModelFiles.Limits;

/** Derives from the training sequences where the model must abstain. */
final class LimitsFit {

    private static final int FEWEST_EVENTS = 5;
    private static final int FEWEST_HISTORY_DAYS = 180;
    private static final double LEAST_UNKNOWN_SHARE = 0.2;
    private static final double RARE = 0.995;

    private LimitsFit() {}

    /** Twice what all but one in two hundred training sequences have of unknown codes, at least a fifth. */
    static Limits fit(SequenceData data) {
        List<Double> shares = data.training().stream()
                .map(s -> s.tokens().unknown() / (double) s.tokens().length())
                .sorted()
                .toList();
        double rare = shares.get((int) (RARE * (shares.size() - 1)));
        return new Limits(
                FEWEST_EVENTS,
                FEWEST_HISTORY_DAYS,
                data.outcomes().fromAgeYears(),
                data.vocabulary().clamps().maxAgeYears(),
                Math.min(1, Math.max(LEAST_UNKNOWN_SHARE, 2 * rare)));
    }
}

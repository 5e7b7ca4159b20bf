package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.Alerts;

/**
 * Thresholds of one predictor, chosen on the tuning rows and never on the rows it is measured on.
 *
 * @param lead of the alert whose lead time is measured; NaN when none reaches the PPV
 * @param tuned whether there were tuning rows to choose on
 */
record Thresholds(List<Rule> rules, double lead, boolean tuned) {

    /** A threshold and how it was chosen. */
    record Rule(String words, double threshold) {}

    Thresholds {
        rules = List.copyOf(rules);
    }

    /** Rows on which the predictor didn't answer are left out; null means that there are no tuning rows. */
    static Thresholds of(@Nullable TaskRows tuning, String predictor, Protocol protocol) {
        TaskRows answered = tuning == null || !tuning.probabilities().containsKey(predictor)
                ? null
                : tuning.where(i -> tuning.weights()[i] > 0 && !Double.isNaN(tuning.of(predictor)[i]));
        List<Rule> rules = new ArrayList<>();
        for (double precision : protocol.alertPrecisions()) {
            rules.add(new Rule("PPV " + precision, ofPrecision(answered, predictor, precision, protocol)));
        }
        for (double share : protocol.alertShares()) {
            double threshold = answered == null
                    ? Double.NaN
                    : Alerts.thresholdOfShare(share, answered.of(predictor), answered.weights());
            rules.add(new Rule("highest " + Math.round(100 * share) + "%", threshold));
        }
        return new Thresholds(
                rules,
                ofPrecision(answered, predictor, protocol.alertPrecision(), protocol),
                answered != null && answered.size() > 0);
    }

    private static double ofPrecision(
            @Nullable TaskRows tuning, String predictor, double precision, Protocol protocol) {
        return tuning == null
                ? Double.NaN
                : Alerts.thresholdOfPrecision(
                        precision,
                        protocol.leastAlertedRows(),
                        tuning.of(predictor),
                        tuning.events(),
                        tuning.weights());
    }

    /** Why there is no lead threshold. */
    String missing(Protocol protocol) {
        return tuned
                ? "no threshold reaches PPV " + protocol.alertPrecision() + " on the tuning rows"
                : "there are no tuning rows to choose a threshold on";
    }
}

package org.prodrome.web.chart;

import java.time.LocalDate;
import java.util.Locale;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;

/** What a figure of the model rests on, in sentences: which model, on what, from how much of the record. */
final class ModelWords {
    private ModelWords() {}

    /** {@code Model prodrome-default 0.1.0 on CPU, trained on synthetic records.} */
    static String model(RiskProfile profile) {
        return "Model " + profile.model().name() + " " + profile.model().version() + " on "
                + profile.model().device() + (profile.model().synthetic() ? ", trained on synthetic records." : ".");
    }

    /** How much of the record it saw, and from which day on it saw all that it can read. */
    static String seen(RiskProfile profile) {
        LocalDate since = profile.allSeenSince();
        return String.format(
                        Locale.ROOT,
                        "The model saw %,d of %,d dated events",
                        profile.eventsSeen(),
                        profile.eventsInRecord())
                + (since == null ? "." : ", all it can read since " + since + ".");
    }
}

package org.prodrome.web.chart;

import java.util.List;
import java.util.regex.Pattern;
import org.prodrome.web.advice.ModelCard;

/** What a reader wants of a model's card first. */
final class AboutModel {
    private static final String UNKNOWN = "Not stated by this model's package.";

    /** A semicolon with another outcome and horizon after it; any other belongs to the sentence it stands in. */
    private static final Pattern BETWEEN_TASKS = Pattern.compile("; (?=[^;:]+ within [0-9]+ days: )");

    private AboutModel() {}

    /**
     * Figures of one kind of data.
     *
     * @param lines one per outcome and horizon, or the one sentence that says why there are none
     */
    record Figures(String data, List<String> lines) {}

    static List<Figures> evaluation(ModelCard card) {
        return List.of(
                figures("Held-out patients", "validity-internal", card),
                figures("External data", "validity-external", card),
                figures("Local data", "validity-local", card));
    }

    private static Figures figures(String data, String key, ModelCard card) {
        return new Figures(
                data,
                BETWEEN_TASKS
                        .splitAsStream(card.texts().getOrDefault(key, UNKNOWN))
                        .map(String::strip)
                        .toList());
    }

    static List<String> limits(ModelCard card) {
        return List.of(
                "Not for: " + card.texts().getOrDefault("cautioned-use", UNKNOWN),
                "Known limitations: " + card.texts().getOrDefault("known-risks", UNKNOWN),
                "Relevance here: " + card.texts().getOrDefault("relevance", UNKNOWN));
    }
}

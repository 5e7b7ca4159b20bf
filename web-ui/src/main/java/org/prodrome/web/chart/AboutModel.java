package org.prodrome.web.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.prodrome.web.advice.ModelCard;

/** What a reader wants of a model's card first. */
final class AboutModel {
    private static final String UNKNOWN = "Not stated by this model's package.";

    private AboutModel() {}

    /** One line per outcome and horizon of the held-out figures, then external and local data. */
    static List<String> evaluation(ModelCard card) {
        Stream<String> heldOut = Arrays.stream(
                        card.texts().getOrDefault("validity-internal", UNKNOWN).split("; "))
                .map(String::strip);
        return Stream.of(
                        heldOut,
                        Stream.of("External data: " + card.texts().getOrDefault("validity-external", UNKNOWN)),
                        Stream.of("Local data: " + card.texts().getOrDefault("validity-local", UNKNOWN)))
                .flatMap(lines -> lines)
                .toList();
    }

    static List<String> limits(ModelCard card) {
        return List.of(
                "Not for: " + card.texts().getOrDefault("cautioned-use", UNKNOWN),
                "Known limitations: " + card.texts().getOrDefault("known-risks", UNKNOWN),
                "Relevance here: " + card.texts().getOrDefault("relevance", UNKNOWN));
    }
}

package org.prodrome.reasoning.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prodrome.reasoning.model.ModelFiles.Limits;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

/** When the model declines to answer, and why, in words for a person: the same words on every host, figures with a point. */
final class Abstaining {

    /** Parts of a record without which its story is not the patient's, in words. */
    private static final Map<String, String> NEEDED =
            Map.of("Patient", "who the patient is", "Condition", "the problems", "Observation", "the results");

    private final Limits limits;
    private final Vocabulary vocabulary;

    Abstaining(Limits limits, Vocabulary vocabulary) {
        this.limits = limits;
        this.vocabulary = vocabulary;
    }

    /** A reason that holds for every outcome. */
    Optional<String> reason(Reading reading) {
        Timeline timeline = reading.timeline();
        Tokens tokens = reading.tokens();
        Optional<String> unread = unread(timeline);
        if (unread.isPresent()) {
            return unread;
        }
        double age = timeline.age().years();
        if (age < limits.fromAgeYears() || age >= limits.belowAgeYears()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "age outside the range the model was trained for (%.0f to below %.0f years)",
                    limits.fromAgeYears(),
                    limits.belowAgeYears()));
        }
        if (tokens.eventsSeen() < limits.fewestEvents()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "too little history: %d dated events could be used, the model needs %d",
                    tokens.eventsSeen(),
                    limits.fewestEvents()));
        }
        int days = historyDays(timeline);
        if (days < limits.fewestHistoryDays()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "too little history: the record goes back %d days, the model needs %d",
                    days,
                    limits.fewestHistoryDays()));
        }
        return unknownCodes(tokens).or(() -> unusableValues(tokens)).or(() -> farAway(reading));
    }

    private Optional<String> unknownCodes(Tokens tokens) {
        double unknown = tokens.unknown() / (double) Math.max(1, tokens.length());
        if (unknown > limits.mostUnknownShare()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "too many codes the model does not know (%.0f%% of what it read, at most %.0f%%)",
                    100 * unknown,
                    100 * limits.mostUnknownShare()));
        }
        return Optional.empty();
    }

    private Optional<String> unusableValues(Tokens tokens) {
        Double most = limits.mostUnusableShare();
        double unusable = vocabulary.unusableShare(tokens);
        return most == null || unusable <= most
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "too many values in units the model does not know or beyond what it was trained on"
                                + " (%.0f%% of the values it read, at most %.0f%%)",
                        100 * unusable,
                        100 * most));
    }

    private Optional<String> farAway(Reading reading) {
        StateDistance distance = limits.distance();
        if (distance == null) {
            return Optional.empty();
        }
        double found = distance.of(reading.read().state());
        return found <= distance.farthest()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "a patient unlike those the model was trained on (distance %.1f, at most %.1f)",
                        found,
                        distance.farthest()));
    }

    /** A reason that holds for one outcome. */
    Optional<String> reason(Timeline timeline, OutcomeDefinition outcome) {
        if (outcome.recordedIn(timeline)) {
            return Optional.of("already recorded");
        }
        return outcome.recordedWithoutDateIn(timeline)
                ? Optional.of("already recorded, date unknown")
                : Optional.empty();
    }

    /** A history with a hole reads like a healthier one: no answer is better than a low risk that nobody measured. */
    private static Optional<String> unread(Timeline timeline) {
        if (!timeline.ageKnown()) {
            return Optional.of("the date of birth is not on record");
        }
        return timeline.gaps().stream()
                .filter(gap -> NEEDED.keySet().stream().anyMatch(gap::concerns))
                .findFirst()
                .map(gap -> "%s could not be read in full: %s"
                        .formatted(NEEDED.getOrDefault(gap.part(), "the record"), gap.detail()));
    }

    private static int historyDays(Timeline timeline) {
        return timeline.entries().isEmpty()
                ? 0
                : timeline.age().value() - timeline.entries().getFirst().age().value();
    }
}

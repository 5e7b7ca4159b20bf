package org.prodrome.reasoning.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prodrome.reasoning.model.Differential.Measured;
import org.prodrome.reasoning.model.Differential.NotMeasured;
import org.prodrome.reasoning.timeline.DataFile;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * What is measured to find or rule out a condition, from a data file.
 *
 * @param source where it comes from
 * @param date when the file was last checked
 * @param notConditions concepts that stand in problem lists and are no condition, with all below them
 * @param conditions by outcome
 */
record TellingMeasurements(String source, String date, Set<String> notConditions, List<Condition> conditions) {

    private static final int DAYS_PER_YEAR = 365;

    TellingMeasurements {
        notConditions = Set.copyOf(notConditions);
        conditions = List.copyOf(conditions);
        Set<String> outcomes = new HashSet<>();
        for (Condition condition : conditions) {
            if (!outcomes.add(condition.outcome())) {
                throw new IllegalArgumentException(
                        "conditions: expected each outcome once, got twice: " + condition.outcome());
            }
        }
    }

    /** What tells of one outcome. */
    record Condition(String outcome, String citation, String citationUrl, List<Measurement> measurements) {
        Condition {
            measurements = List.copyOf(measurements);
            if (citation.isBlank() || measurements.isEmpty()) {
                throw new IllegalArgumentException("conditions: expected a citation and a measurement for " + outcome);
            }
        }
    }

    /**
     * One measurement.
     *
     * @param concept its concept key
     * @param words for a person
     * @param withinDays how recent a value has to be to count
     */
    record Measurement(String concept, String words, int withinDays) {
        Measurement {
            if (withinDays <= 0) {
                throw new IllegalArgumentException("withinDays: expected a number of days for " + concept);
            }
        }

        /** What stands in the way of a usable value; empty where there is one. */
        private Optional<String> missing(Timeline timeline) {
            return switch (TellingResult.of(concept, withinDays, timeline)) {
                case TellingResult.Usable ignored -> Optional.empty();
                case TellingResult.NotUsable notUsable -> Optional.of(words + ": " + notUsable.words());
                case TellingResult.None ignored -> Optional.of(none());
            };
        }

        private String none() {
            long years = Math.round(withinDays / (double) DAYS_PER_YEAR);
            String period =
                    withinDays % DAYS_PER_YEAR != 0 ? withinDays + " days" : years == 1 ? "1 year" : years + " years";
            return words + ": none in " + period;
        }
    }

    static TellingMeasurements load() {
        return DataFile.read(TellingMeasurements.class, "telling-measurements.json", TellingMeasurements.class);
    }

    /** Whether what tells of any of the outcomes has a usable value of late. */
    Measured measured(Collection<String> outcomes, Timeline timeline) {
        List<Condition> listed = conditions.stream()
                .filter(condition -> outcomes.contains(condition.outcome()))
                .toList();
        if (listed.isEmpty()) {
            return new Measured.NotLookedFor();
        }
        List<NotMeasured> missing = listed.stream()
                .flatMap(condition -> condition.measurements().stream()
                        .flatMap(measurement -> measurement
                                .missing(timeline)
                                .map(words -> new NotMeasured(
                                        words, measurement.concept(), measurement.withinDays(), condition.citation()))
                                .stream()))
                .distinct()
                .toList();
        return missing.isEmpty() ? new Measured.AllInTime() : new Measured.Missing(missing);
    }
}

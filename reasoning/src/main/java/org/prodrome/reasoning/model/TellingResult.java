package org.prodrome.reasoning.model;

import java.time.LocalDate;
import java.util.Comparator;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Value;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/** What a story has of late of one measurement: a number, a result that is none, or nothing. */
public sealed interface TellingResult {

    /** A number. */
    record Usable() implements TellingResult {}

    /**
     * There is a result, and it can't be used.
     *
     * @param reason in words, for example {@code a bound, not a value}
     * @param day of it
     * @param measured false where the source itself says that it has no value
     */
    record NotUsable(String reason, LocalDate day, boolean measured) implements TellingResult {

        /** {@code the result of 2026-11-14 could not be used (a bound, not a value)}. */
        public String words() {
            return "the result of " + day + " could not be used (" + reason + ")";
        }
    }

    /** No result. */
    record None() implements TellingResult {}

    /** The best there is: a number before what was measured all the same, and that before an empty result; the newest of each. */
    static TellingResult of(String concept, int withinDays, Timeline timeline) {
        int since = timeline.age().value() - withinDays;
        return timeline.entries().reversed().stream()
                .takeWhile(entry -> entry.age().value() >= since)
                .filter(entry -> entry.concept().equals(concept))
                .map(entry -> of(entry, timeline))
                .min(Comparator.comparingInt(TellingResult::rank))
                .orElseGet(None::new);
    }

    private static TellingResult of(TimelineEntry entry, Timeline timeline) {
        LocalDate day = timeline.birthDate().plusDays(entry.age().value());
        return switch (entry.value()) {
            case NormalisedValue.Number ignored -> new Usable();
            case NormalisedValue.Category ignored -> new NotUsable("an answer, not a number", day, true);
            case NormalisedValue.Unusable unusable -> new NotUsable(unusable.reason(), day, !isEmpty(entry));
            case NormalisedValue.None ignored -> new NotUsable("no value was given", day, false);
        };
    }

    private static boolean isEmpty(TimelineEntry entry) {
        return entry.event() instanceof Measurement measurement && measurement.value() instanceof Value.Absent;
    }

    private static int rank(TellingResult result) {
        return switch (result) {
            case Usable ignored -> 0;
            case NotUsable notUsable -> notUsable.measured() ? 1 : 2;
            case None ignored -> 3;
        };
    }
}

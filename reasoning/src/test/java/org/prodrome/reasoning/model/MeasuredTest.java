package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Value;
import org.prodrome.reasoning.model.Differential.Measured;
import org.prodrome.reasoning.model.Differential.NotMeasured;
import org.prodrome.reasoning.model.TellingMeasurements.Condition;
import org.prodrome.reasoning.model.TellingResult.NotUsable;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/** "Not measured", "measured and not usable", "all measured" and "nobody looked" are four answers. */
class MeasuredTest {
    private static final int TODAY = 20_000;
    private static final String HBA1C = "loinc|4548-4";

    private final TellingMeasurements measurements = new TellingMeasurements(
            "a source",
            "2026-11-21",
            Set.of(),
            List.of(new Condition(
                    "diabetes", "a guideline", "", List.of(new TellingMeasurements.Measurement(HBA1C, "HbA1c", 365)))));

    @Test
    void aValueInTimeIsAllMeasured() {
        assertThat(measurements.measured(List.of("diabetes"), measuredOn(TODAY - 365)))
                .isEqualTo(new Measured.AllInTime());
    }

    @Test
    void anOldValueIsMissingWithItsPeriod() {
        assertThat(measurements.measured(List.of("diabetes"), measuredOn(TODAY - 366)))
                .isEqualTo(new Measured.Missing(
                        List.of(new NotMeasured("HbA1c: none in 1 year", HBA1C, 365, "a guideline"))));
    }

    @Test
    void whatHasNoListWasNotLookedFor() {
        assertThat(measurements.measured(List.of("gout"), measuredOn(TODAY))).isEqualTo(new Measured.NotLookedFor());
        assertThat(measurements.measured(List.of(), measuredOn(TODAY))).isEqualTo(new Measured.NotLookedFor());
    }

    @Test
    void aBoundOfLateIsToldWithItsDayAndReasonAndNotAsNone() {
        Timeline bound = saying(new NormalisedValue.Unusable("a bound, not a value"), measuredOn(TODAY - 7));

        assertThat(missing(bound))
                .isEqualTo("HbA1c: the result of " + bound.asOf().minusDays(7)
                        + " could not be used (a bound, not a value)");
    }

    @Test
    void aCodedAnswerIsToldAsOne() {
        assertThat(missing(saying(new NormalisedValue.Category("answer/positive"), measuredOn(TODAY))))
                .contains("could not be used (an answer, not a number)");
    }

    @Test
    void anOldBoundIsNone() {
        assertThat(missing(saying(new NormalisedValue.Unusable("a bound, not a value"), measuredOn(TODAY - 366))))
                .isEqualTo("HbA1c: none in 1 year");
    }

    @Test
    void aNumberBesideANewerBoundIsMeasured() {
        Timeline number = measuredOn(TODAY - 30);
        Timeline bound = saying(new NormalisedValue.Unusable("a bound, not a value"), measuredOn(TODAY - 7));

        assertThat(TellingResult.of(HBA1C, 365, both(number, bound))).isEqualTo(new TellingResult.Usable());
    }

    @Test
    void anEmptyResultWasNotMeasuredAndStandsBehindOneThatWas() {
        Timeline bound = saying(new NormalisedValue.Unusable("a bound, not a value"), measuredOn(TODAY - 30));
        Timeline empty = empty(measuredOn(TODAY - 7));

        assertThat(TellingResult.of(HBA1C, 365, empty))
                .isEqualTo(new NotUsable("no value was given", empty.asOf().minusDays(7), false));
        assertThat(TellingResult.of(HBA1C, 365, both(bound, empty)))
                .isEqualTo(new NotUsable("a bound, not a value", bound.asOf().minusDays(30), true));
    }

    private String missing(Timeline timeline) {
        Measured measured = measurements.measured(List.of("diabetes"), timeline);
        return ((Measured.Missing) measured).list().getFirst().words();
    }

    private static Timeline saying(NormalisedValue value, Timeline timeline) {
        return with(timeline, entry -> new TimelineEntry(entry.age(), entry.concept(), value, entry.event()));
    }

    private static Timeline empty(Timeline timeline) {
        return with(timeline, entry -> {
            Measurement without = new Measurement(
                    entry.event().source(),
                    entry.event().concept(),
                    entry.event().time(),
                    Measurement.Category.LABORATORY,
                    new Value.Absent("not given"),
                    null,
                    null,
                    null,
                    false);
            NormalisedValue value = new NormalisedValue.Unusable("no value was given");
            return new TimelineEntry(entry.age(), entry.concept(), value, without);
        });
    }

    private static Timeline both(Timeline earlier, Timeline later) {
        return told(
                later,
                Stream.concat(earlier.entries().stream(), later.entries().stream())
                        .toList());
    }

    private static Timeline with(Timeline timeline, UnaryOperator<TimelineEntry> change) {
        return told(timeline, timeline.entries().stream().map(change).toList());
    }

    private static Timeline told(Timeline timeline, List<TimelineEntry> entries) {
        return new Timeline(timeline.asOf(), timeline.birthDate(), timeline.sex(), entries, 0, List.of());
    }

    private static Timeline measuredOn(int ageDays) {
        return new GoldenStory(
                        "a woman who was measured once",
                        TODAY,
                        Demographics.Sex.FEMALE,
                        List.of(new GoldenStory.Event(ageDays, HBA1C, 41.0, "mmol/mol", null, null)))
                .timeline();
    }
}

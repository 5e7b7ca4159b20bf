package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.model.Differential.Measured;
import org.prodrome.reasoning.model.Differential.NotMeasured;
import org.prodrome.reasoning.model.TellingMeasurements.Condition;
import org.prodrome.reasoning.model.TellingMeasurements.Measurement;
import org.prodrome.reasoning.timeline.Timeline;

/** "Not measured", "all measured" and "nobody looked" are three answers. */
class MeasuredTest {
    private static final int TODAY = 20_000;
    private static final String HBA1C = "loinc|4548-4";

    private final TellingMeasurements measurements = new TellingMeasurements(
            "a source",
            "2026-11-21",
            Set.of(),
            List.of(new Condition("diabetes", "a guideline", "", List.of(new Measurement(HBA1C, "HbA1c", 365)))));

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

    private static Timeline measuredOn(int ageDays) {
        return new GoldenStory(
                        "a woman who was measured once",
                        TODAY,
                        Demographics.Sex.FEMALE,
                        List.of(new GoldenStory.Event(ageDays, HBA1C, 41.0, "mmol/mol", null, null)))
                .timeline();
    }
}

package org.prodrome.cohort;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What decides the bytes of the twins.
 *
 * @param pairs of each disease
 * @param years of each chart
 */
record TwinSettings(long seed, int pairs, int years) {
    /** The day of the charts: everything up to it is in them. */
    static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    TwinSettings {
        if (pairs < 1) {
            throw new CohortException("--pairs: expected at least 1, got " + pairs);
        }
    }

    /** @param disease that nobody gets */
    CohortSettings without(String disease) {
        return world(List.of(disease));
    }

    CohortSettings world() {
        return world(List.of());
    }

    private CohortSettings world(List<String> without) {
        return new CohortSettings(
                1, seed, DAY, 40, 85, "Massachusetts", false, 1, PlantedSettings.of(years, 1, without));
    }

    /** The command that makes them again. */
    String command() {
        return String.format(
                Locale.ROOT,
                "./prodrome cohort twins --seed %d --pairs %d --years %d --out reasoning/src/test/resources/org/prodrome/reasoning/twins",
                seed,
                pairs,
                years);
    }
}

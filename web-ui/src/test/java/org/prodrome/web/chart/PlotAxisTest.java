package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.web.chart.PlotAxis.Tick;

/** Axes begin at nothing, end above the data, and are marked in round figures. */
class PlotAxisTest {

    @ParameterizedTest
    @CsvSource({"0.31, 0.4, 40%", "0.047, 0.05, 5%", "1, 1, 100%", "0.12, 0.125, 12.5%", "0.0001, 0.01, 1%"})
    void theRiskAxisEndsAtARoundFigureThatHoldsTheHighest(double highest, double top, String words) {
        PlotAxis axis = PlotAxis.ofRisk(highest);

        assertThat(axis.from()).isZero();
        assertThat(axis.to()).isCloseTo(top, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(axis.ticks().getFirst().words()).isEqualTo("0%");
        assertThat(axis.ticks().getLast().words()).isEqualTo(words);
        assertThat(axis.ticks()).hasSizeBetween(3, 6);
    }

    @Test
    void yearsAreMarkedWhereTheyBegin() {
        PlotAxis axis = PlotAxis.ofDays(LocalDate.of(2022, 3, 1), LocalDate.of(2026, 11, 21));

        assertThat(axis.ticks()).extracting(Tick::words).containsExactly("2023", "2024", "2025", "2026");
        assertThat(axis.share(LocalDate.of(2022, 3, 1).toEpochDay())).isZero();
        assertThat(axis.share(LocalDate.of(2026, 11, 21).toEpochDay())).isEqualTo(1);
    }

    @Test
    void aShortSpanIsMarkedInQuarters() {
        PlotAxis axis = PlotAxis.ofDays(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 11, 21));

        assertThat(axis.ticks()).extracting(Tick::words).containsExactly("2026-04", "2026-07", "2026-10");
    }

    @Test
    void aFewDaysAreMarkedWithTheLast() {
        PlotAxis axis = PlotAxis.ofDays(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 21));

        assertThat(axis.ticks()).extracting(Tick::words).containsExactly("2026-11-21");
    }

    @Test
    void oneDayStandsAtTheEnd() {
        LocalDate day = LocalDate.of(2026, 11, 21);

        assertThat(PlotAxis.ofDays(day, day).share(day.toEpochDay())).isEqualTo(1);
    }
}

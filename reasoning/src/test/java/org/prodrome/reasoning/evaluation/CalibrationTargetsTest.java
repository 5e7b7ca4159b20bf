package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.statistics.Curve;
import org.prodrome.reasoning.statistics.Interval;

class CalibrationTargetsTest {

    private static final int LEAST = 100;
    private static final Figure RIGHT = figure(0.9, 1.1);
    private static final Figure LOW = figure(0.7, 0.9);
    private static final Figure NONE = Figure.none("not arranged");

    private static Figure figure(double low, double high) {
        return new Figure((low + high) / 2, new Interval(low, high), null);
    }

    private static HorizonResult horizon(String outcome, int days, int events, Figure slope, Figure observed) {
        return new HorizonResult(
                outcome,
                outcome,
                days,
                9_000,
                3_000,
                events,
                events,
                0.01,
                0.01,
                observed,
                NONE,
                slope,
                ConformalCoverage.none(""),
                null);
    }

    private static HorizonResult heldBack(String outcome, int days) {
        HorizonRows rows =
                new HorizonRows(outcome, outcome, days, new long[0], new boolean[0], new double[0], new double[0]);
        return HorizonResult.heldBack(rows, "would tell of few");
    }

    private static TaskResult task(String outcome, int days, int events, Figure slope, Figure observed) {
        Figures figures = new Figures(NONE, NONE, NONE, NONE, NONE, NONE, slope, NONE, observed, NONE);
        LeadTime lead = new LeadTime(0.3, 0.1, NONE, events, NONE, NONE, NONE, List.of());
        PredictorResult model = new PredictorResult(
                TaskData.MODEL,
                "Model",
                figures,
                lead,
                List.of(),
                List.of(),
                new Curve(List.of()),
                new Curve(List.of()),
                List.of());
        return new TaskResult(
                outcome,
                outcome,
                days,
                8_000,
                3_000,
                events,
                events,
                Double.NaN,
                0.01,
                FellOut.of(0, 0, Map.of(), 0, 10),
                null,
                List.of(model),
                Map.of(),
                List.of(),
                List.of(),
                OracleMeasurement.none("no oracle").comparison(),
                List.of(),
                List.of());
    }

    private static Target slope(List<TaskResult> tasks, List<HorizonResult> horizons) {
        return new CalibrationTargets(tasks, horizons, LEAST).all().getFirst();
    }

    @Test
    void judgesHorizonsThatNobodyCompared() {
        Target slope = slope(
                List.of(task("gout", 365, 300, RIGHT, RIGHT)),
                List.of(
                        horizon("gout", 90, 100, LOW, RIGHT),
                        horizon("gout", 365, 300, RIGHT, RIGHT),
                        horizon("gout", 730, 600, RIGHT, RIGHT)));
        assertThat(slope.required())
                .isEqualTo(
                        "Interval of the calibration slope covers 1 for every outcome and horizon shown with 100 events or more");
        assertThat(slope.measured()).isEqualTo("2 of 3 outcomes and horizons, of which chance alone takes about 0");
        assertThat(slope.met()).isFalse();
        assertThat(slope.missedBy()).containsExactly("gout within 90 days 0.80 (0.70 to 0.90)");
    }

    @Test
    void judgesObservedOverExpectedByItsOwnFigures() {
        List<Target> both = new CalibrationTargets(
                        List.of(),
                        List.of(horizon("gout", 90, 120, RIGHT, LOW), horizon("asthma", 90, 120, RIGHT, RIGHT)),
                        LEAST)
                .all();
        assertThat(both).extracting(Target::id).containsExactly("calibration-slope", "observed-expected");
        assertThat(both).extracting(Target::met).containsExactly(true, false);
        assertThat(both.getLast().missedBy()).containsExactly("gout within 90 days 0.80 (0.70 to 0.90)");
    }

    @Test
    void countsATaskOnceAndByItsOwnFigures() {
        assertThat(slope(List.of(task("gout", 365, 290, LOW, RIGHT)), List.of(horizon("gout", 365, 300, RIGHT, RIGHT))))
                .satisfies(target -> {
                    assertThat(target.measured())
                            .isEqualTo("0 of 1 outcomes and horizons, of which chance alone takes about 0");
                    assertThat(target.missedBy()).containsExactly("gout within 1 year 0.80 (0.70 to 0.90)");
                });
    }

    @Test
    void aTaskWithTooFewEventsDoesNotHideAHorizonThatHasEnough() {
        assertThat(slope(List.of(task("gout", 365, 99, RIGHT, RIGHT)), List.of(horizon("gout", 365, 104, LOW, RIGHT)))
                        .measured())
                .isEqualTo("0 of 1 outcomes and horizons, of which chance alone takes about 0");
    }

    @Test
    void leavesOutWhatHasTooFewEventsAndSaysWhatWasHeldBack() {
        Target slope = slope(
                List.of(task("gout", 1095, 700, RIGHT, RIGHT)),
                List.of(
                        horizon("gout", 30, 99, LOW, RIGHT),
                        horizon("gout", 180, 150, RIGHT, RIGHT),
                        heldBack("gout", 730),
                        heldBack("gout", 1095)));
        assertThat(slope.measured())
                .isEqualTo(
                        "2 of 2 outcomes and horizons, of which chance alone takes about 0; 1 held back, their events not told, and not judged");
        assertThat(slope.met()).isTrue();
    }

    @Test
    void missesWithoutAnInterval() {
        assertThat(slope(List.of(), List.of(horizon("gout", 90, 150, Figure.none("no line can be fitted"), RIGHT)))
                        .missedBy())
                .containsExactly("gout within 90 days n/a (no line can be fitted)");
    }

    @Test
    void isNotMeasuredWhereNothingHasEnoughEvents() {
        Target slope = slope(List.of(), List.of(horizon("gout", 90, 99, RIGHT, RIGHT), heldBack("gout", 365)));
        assertThat(slope.met()).isNull();
        assertThat(slope.measured())
                .isEqualTo(
                        "no outcome has so many events within any horizon; 1 held back, their events not told, and not judged");
    }
}

package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.Trajectory;
import org.prodrome.reasoning.timeline.Timeline;

class TrajectoryTest {

    @TempDir
    static Path root;

    private static RiskModel model;

    @BeforeAll
    static void load() {
        TestPackages packages = new TestPackages(root);
        model = RiskModel.load(packages.trained(1, 60), packages.trusted());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** A record of 40 events fits the window of 64 and is read in one pass; one of 80 does not. */
    @ParameterizedTest
    @ValueSource(ints = {12, 25, 40, 58, 62, 70, 80})
    void pastPointsAreWhatTheModelWouldHaveSaidOnThatDay(int events) {
        int compared = 0;
        for (int seed = 0; seed < 6; seed++) {
            Timeline timeline = TestTimelines.usual(events, seed);
            List<Trajectory> trajectories = chart(timeline).trajectories();
            if (trajectories.isEmpty()) {
                continue; // unlike all that were trained on: declined today
            }
            compared++;
            assertThat(trajectories).hasSize(14);
            for (Trajectory.Point point : trajectories.getFirst().points()) {
                Map<String, Risk> then = risks((RiskProfile) model.answer(timeline.until(point.date()), Depth.RISKS));
                for (Trajectory trajectory : trajectories) {
                    Trajectory.Point same = at(trajectory, point.date());
                    Risk risk = of(then, trajectory);
                    assertThat(same.probability()).isCloseTo(risk.probability(), within(1e-5));
                    assertThat(same.low()).isCloseTo(risk.low(), within(1e-5));
                    assertThat(same.high()).isCloseTo(risk.high(), within(1e-5));
                }
            }
        }
        assertThat(compared).isGreaterThan(2);
    }

    @Test
    void endsWithTodaysRiskAndHasAtMostTwoDozenPoints() {
        RiskProfile profile = chart(TestTimelines.usual(150));
        Map<String, Risk> risks = risks(profile);
        for (Trajectory trajectory : profile.trajectories()) {
            Risk today = of(risks, trajectory);
            assertThat(trajectory.points()).hasSizeBetween(10, 24);
            assertThat(trajectory.points()).extracting(Trajectory.Point::date).isSorted();
            assertThat(trajectory.points().getLast())
                    .isEqualTo(
                            new Trajectory.Point(TestTimelines.AS_OF, today.probability(), today.low(), today.high()));
        }
    }

    @Test
    void differsFromDayToDayMoreThanTheseTestsOverlook() {
        List<Trajectory.Point> points =
                chart(TestTimelines.usual(40)).trajectories().get(6).points();
        assertThat(Math.abs(points.getFirst().probability() - points.getLast().probability()))
                .isGreaterThan(1e-4);
    }

    @Test
    void whatCameAfterAPointNeverTouchesIt() {
        int compared = 0;
        for (int seed = 0; seed < 20; seed++) {
            Timeline calm = TestTimelines.usual(30, seed);
            LocalDate day = TestTimelines.AS_OF.minusDays(200);
            Timeline eventful = calm;
            for (int i = 0; i < 3; i++) {
                eventful = TestTimelines.with(eventful, TestTimelines.highLab(day.plusDays(1 + 60 * i), 900 + i));
            }
            RiskProfile later = chart(eventful);
            if (!later.trajectories().isEmpty()) { // a patient who has become unlike all others is declined today
                assertThat(untilDay(later, day))
                        .isEqualTo(untilDay(chart(calm), day))
                        .hasSizeGreaterThan(5);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(5);
    }

    @Test
    void leavesOutDaysOnWhichTheModelWouldHaveDeclinedAndNamesThem() {
        LocalDate first = TestTimelines.AS_OF.minusDays(1400).plusDays(180);
        assertThat(chart(TestTimelines.usual(40)).trajectories())
                .isNotEmpty()
                .allSatisfy(trajectory -> assertThat(trajectory.points())
                        .allSatisfy(point -> assertThat(point.date()).isAfterOrEqualTo(first)))
                .allSatisfy(trajectory -> assertThat(trajectory.declined())
                        .isNotEmpty()
                        .isSorted()
                        .doesNotContainAnyElementsOf(trajectory.points().stream()
                                .map(Trajectory.Point::date)
                                .toList()));
    }

    @Test
    void hasNoneForAnOutcomeThatWasNotAnsweredAndNoneUnlessAsked() {
        Timeline known = TestTimelines.with(TestTimelines.usual(30), TestTimelines.plantedDisease());
        assertThat(chart(known).trajectories())
                .hasSize(7)
                .allMatch(trajectory -> trajectory.outcome().id().equals("absent"));
        assertThat(((RiskProfile) model.answer(known, Depth.WHY)).trajectories())
                .isEmpty();
    }

    private static RiskProfile chart(Timeline timeline) {
        return (RiskProfile) model.answer(timeline, Depth.CHART);
    }

    private static Map<String, Risk> risks(RiskProfile profile) {
        return profile.risks().stream()
                .collect(Collectors.toMap(risk -> risk.outcome().id() + risk.horizonDays(), risk -> risk));
    }

    private static Risk of(Map<String, Risk> risks, Trajectory trajectory) {
        return Objects.requireNonNull(risks.get(trajectory.outcome().id() + trajectory.horizonDays()));
    }

    private static Trajectory.Point at(Trajectory trajectory, LocalDate date) {
        return trajectory.points().stream()
                .filter(point -> point.date().equals(date))
                .findFirst()
                .orElseThrow();
    }

    private static Map<LocalDate, Trajectory.Point> untilDay(RiskProfile profile, LocalDate day) {
        return profile.trajectories().getFirst().points().stream()
                .filter(point -> !point.date().isAfter(day))
                .collect(Collectors.toMap(Trajectory.Point::date, point -> point));
    }
}

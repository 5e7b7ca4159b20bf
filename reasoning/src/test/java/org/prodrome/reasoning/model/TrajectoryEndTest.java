package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Trajectory.Point;

/** A trajectory told to somebody whose day has not yet turned. */
class TrajectoryEndTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 9);
    private static final Outcome OUTCOME = new Outcome("gout", "Gout");

    @Test
    void theLastPointIsTheReadersDayAndReplacesWhatStoodThere() {
        Trajectory told = trajectory(TODAY.minusDays(40), TODAY, TODAY.plusDays(1));

        List<Point> points = told.endingBy(TODAY).points();

        assertThat(points).extracting(Point::date).containsExactly(TODAY.minusDays(40), TODAY);
        assertThat(points.getLast().probability())
                .isEqualTo(told.points().getLast().probability());
    }

    @Test
    void aTrajectoryThatEndsInTimeAndAnEmptyOneStayAsTheyAre() {
        Trajectory told = trajectory(TODAY.minusDays(40), TODAY);

        assertThat(told.endingBy(TODAY)).isSameAs(told);
        assertThat(trajectory().endingBy(TODAY).points()).isEmpty();
    }

    @Test
    void pointsOnBothSidesOfADayThatWasDeclinedAreInTwoRuns() {
        Trajectory told = trajectory(TODAY.minusDays(40), TODAY.minusDays(30), TODAY);
        Trajectory broken =
                new Trajectory(OUTCOME, 365, told.points(), List.of(TODAY.minusDays(50), TODAY.minusDays(10)));

        assertThat(broken.runs())
                .containsExactly(told.points().subList(0, 2), told.points().subList(2, 3));
        assertThat(told.runs()).containsExactly(told.points());
    }

    @Test
    void aDayThatWasDeclinedAndIsNotBeforeTheReadersIsLeftOut() {
        Trajectory told = new Trajectory(
                OUTCOME, 365, trajectory(TODAY.plusDays(1)).points(), List.of(TODAY.minusDays(1), TODAY));

        assertThat(told.endingBy(TODAY).declined()).containsExactly(TODAY.minusDays(1));
    }

    private static Trajectory trajectory(LocalDate... days) {
        List<Point> points = IntStream.range(0, days.length)
                .mapToObj(i -> new Point(days[i], 0.1 + 0.1 * i, 0.1, 0.9))
                .toList();
        return new Trajectory(OUTCOME, 365, points);
    }
}

package org.prodrome.web.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Trajectory;

/**
 * The trajectories one can look at: which outcomes, which horizons, and what is shown first.
 *
 * @param trajectories those with a point at least
 */
record TrajectoryChoices(List<Trajectory> trajectories) {

    TrajectoryChoices {
        trajectories = trajectories.stream()
                .filter(trajectory -> !trajectory.points().isEmpty())
                .toList();
    }

    /** Outcomes, the one likeliest today first, at the horizon that is shown first. */
    List<Outcome> outcomes() {
        return trajectories.stream()
                .map(Trajectory::outcome)
                .distinct()
                .sorted(Comparator.comparingDouble((Outcome outcome) -> today(outcome))
                        .reversed())
                .toList();
    }

    /** An outcome's horizons in days, rising. */
    List<Integer> horizons(Outcome outcome) {
        return trajectories.stream()
                .filter(trajectory -> trajectory.outcome().equals(outcome))
                .map(Trajectory::horizonDays)
                .sorted()
                .toList();
    }

    /** The horizon an outcome has nearest to the one wished for. */
    int nearest(Outcome outcome, int horizonDays) {
        return horizons(outcome).stream()
                .min(Comparator.comparingInt(days -> Math.abs(days - horizonDays)))
                .orElseThrow();
    }

    Optional<Trajectory> find(Outcome outcome, int horizonDays) {
        return trajectories.stream()
                .filter(trajectory -> trajectory.outcome().equals(outcome) && trajectory.horizonDays() == horizonDays)
                .findFirst();
    }

    private double today(Outcome outcome) {
        return find(outcome, nearest(outcome, RiskLine.SHOWN_HORIZON_DAYS))
                .orElseThrow()
                .points()
                .getLast()
                .probability();
    }
}

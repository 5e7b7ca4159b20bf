package org.prodrome.web.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.Trajectory;
import org.prodrome.reasoning.model.Verdict;

/**
 * What the risk panel says of one outcome.
 *
 * @param risk the one told, at the horizon nearest to three years
 * @param course how it stood on days past; empty without two days at least
 */
record RiskLine(Risk risk, Optional<Trajectory> course) {
    static final int SHOWN_HORIZON_DAYS = 3 * 365;

    /** One per answered outcome, the likeliest first. */
    static List<RiskLine> of(RiskProfile profile) {
        Map<Outcome, List<Risk>> byOutcome = profile.risks().stream().collect(Collectors.groupingBy(Risk::outcome));
        return byOutcome.values().stream()
                .map(RiskLine::shown)
                .sorted(Comparator.comparingDouble(Risk::probability)
                        .reversed()
                        .thenComparing(risk -> risk.outcome().name()))
                .map(risk -> new RiskLine(risk, course(profile, risk)))
                .toList();
    }

    private static Risk shown(List<Risk> risks) {
        return risks.stream()
                .min(Comparator.comparingInt(risk -> Math.abs(risk.horizonDays() - SHOWN_HORIZON_DAYS)))
                .orElseThrow();
    }

    private static Optional<Trajectory> course(RiskProfile profile, Risk risk) {
        return new TrajectoryChoices(profile.trajectories())
                .find(risk.outcome(), risk.horizonDays())
                .filter(trajectory -> trajectory.points().size() > 1);
    }

    String figure() {
        return Words.percent(risk.probability());
    }

    /** Horizon, interval, and the same from age and sex. */
    String frame() {
        Double baseline = risk.baseline();
        return "within " + Words.horizon(risk.horizonDays()) + " \u00B7 " + Words.percent(risk.low()) + " to "
                + Words.percent(risk.high())
                + (baseline == null ? "" : "; age and sex alone: " + Words.percent(baseline));
    }

    /** The conformal verdict in a word. */
    String verdict() {
        return switch (risk.verdict().kind()) {
            case LIKELY -> "\u25B2 Likely";
            case UNLIKELY -> "\u25BD Unlikely";
            case UNDETERMINED -> "\u25CC Undetermined";
        };
    }

    boolean isUndetermined() {
        return risk.verdict().kind() == Verdict.Kind.UNDETERMINED;
    }
}

package org.prodrome.web.chart;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.Trajectory;

/**
 * What the risk panel says of one outcome.
 *
 * @param risk the one told, at the horizon nearest to three years
 * @param course how it stood on days past; empty without two days at least
 */
record RiskLine(Risk risk, Optional<Trajectory> course) {
    static final int SHOWN_HORIZON_DAYS = 3 * 365;

    /** What each verdict means, in plain sight: a touch, a key and a printer find no hover title. */
    static final String ABOUT_VERDICTS =
            "Each risk is placed among patients the model was tuned on. Higher: above most who did not"
                    + " get it in that time, and more likely than not; some who do not get it stand as high. Lower: below most who got it,"
                    + " and no higher than by age and sex; some who get it stand as low, so it rules nothing out. Undetermined: neither"
                    + " can be said.";

    /** One per answered outcome, the likeliest first; courses end on the reader's day. */
    static List<RiskLine> of(RiskProfile profile, LocalDate today) {
        Map<Outcome, List<Risk>> byOutcome = profile.risks().stream().collect(Collectors.groupingBy(Risk::outcome));
        return byOutcome.values().stream()
                .map(RiskLine::shown)
                .sorted(Comparator.comparingDouble(Risk::probability)
                        .reversed()
                        .thenComparing(risk -> risk.outcome().name()))
                .map(risk -> new RiskLine(risk, course(profile, risk, today)))
                .toList();
    }

    private static Risk shown(List<Risk> risks) {
        return risks.stream()
                .min(Comparator.comparingInt(risk -> Math.abs(risk.horizonDays() - SHOWN_HORIZON_DAYS)))
                .orElseThrow();
    }

    private static Optional<Trajectory> course(RiskProfile profile, Risk risk, LocalDate today) {
        return new TrajectoryChoices(profile.trajectories())
                .find(risk.outcome(), risk.horizonDays())
                .map(trajectory -> trajectory.endingBy(today))
                .filter(trajectory -> trajectory.points().size() > 1);
    }

    String figure() {
        return Words.percent(risk.probability());
    }

    /** Horizon, interval, and the same from age and sex. */
    String frame() {
        Double baseline = risk.baseline();
        return "within " + Words.horizon(risk.horizonDays()) + " \u00B7 " + Words.interval(risk)
                + (baseline == null ? "" : "; age and sex alone: " + Words.percent(baseline));
    }

    /** The conformal verdict with what it means for this risk; a low one is never worded as "unlikely". */
    String verdict() {
        return switch (risk.verdict().kind()) {
                    case LIKELY -> "\u25B2 ";
                    case UNLIKELY -> "";
                    case UNDETERMINED -> "\u25CC Undetermined: ";
                }
                + risk.verdict().reason();
    }
}

package org.prodrome.web.chart;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.Trajectory;
import org.prodrome.reasoning.model.Trajectory.Point;
import org.prodrome.reasoning.model.Verdict;

/** Answers of an invented model. */
final class TestProfiles {
    static final Outcome HEART_FAILURE = new Outcome("heart-failure", "heart failure");
    static final Outcome CIRRHOSIS = new Outcome("cirrhosis", "cirrhosis");
    static final Outcome DIABETES = new Outcome("type-2-diabetes", "type 2 diabetes");
    static final int YEAR = 365;
    static final int THREE_YEARS = 3 * YEAR;

    private TestProfiles() {}

    static RiskProfile profile() {
        return new RiskProfile(
                new ModelVersion("kestrel", "3.1", "00", true, "CPU of the test"),
                List.of(
                        risk(
                                CIRRHOSIS,
                                THREE_YEARS,
                                0.04,
                                new Verdict(Verdict.Kind.UNLIKELY, "Lower than in 90 of 100 who got it.")),
                        risk(HEART_FAILURE, YEAR, 0.11, Verdict.undetermined("Of the shorter horizon.")),
                        risk(HEART_FAILURE, THREE_YEARS, 0.31, Verdict.undetermined("Too few to tell."))),
                List.of(new Abstention(DIABETES, "recorded already")),
                Map.of(),
                null,
                List.of(
                        course(CIRRHOSIS, THREE_YEARS, 0.03, 0.04),
                        course(HEART_FAILURE, YEAR, 0.08, 0.11),
                        course(HEART_FAILURE, THREE_YEARS, 0.22, 0.31)),
                null,
                1_240,
                3_100,
                LocalDate.of(2019, 7, 3));
    }

    static Risk risk(Outcome outcome, int horizonDays, double probability, Verdict verdict) {
        return new Risk(outcome, horizonDays, probability, probability / 2, probability * 1.5, 0.02, verdict);
    }

    /** Points half a year apart, the last on 2026-11-21. */
    static Trajectory course(Outcome outcome, int horizonDays, double... probabilities) {
        LocalDate last = LocalDate.of(2026, 11, 21);
        List<Point> points = java.util.stream.IntStream.range(0, probabilities.length)
                .mapToObj(i -> new Point(
                        last.minusMonths(6L * (probabilities.length - 1 - i)),
                        probabilities[i],
                        probabilities[i] / 2,
                        Math.min(1, probabilities[i] * 1.5)))
                .toList();
        return new Trajectory(outcome, horizonDays, points);
    }
}

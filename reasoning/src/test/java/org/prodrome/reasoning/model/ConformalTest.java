package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.ModelFiles.CalibrationRow;
import org.prodrome.reasoning.model.Verdict.Kind;

class ConformalTest {

    private static final double ALPHA = 0.1;

    private final SplittableRandom random = new SplittableRandom(3);

    /** Raw risks of a crude network: those who get it score higher by the separation, in log-odds, and far too low in all. */
    private double[] draw(int patients, boolean event, double separation) {
        return IntStream.range(0, patients)
                .mapToDouble(i -> (event ? separation : 0) - 6 + random.nextGaussian())
                .map(x -> 1 / (1 + Math.exp(-x)))
                .toArray();
    }

    @Test
    void setsHoldWhatBecomesOfNineInTenOfEitherKindWhateverTheNetwork() {
        for (double separation : new double[] {0, 0.5, 2}) {
            double events = 0;
            double others = 0;
            int samples = 3_000;
            for (int i = 0; i < samples; i++) {
                Conformal sets = Conformal.fit(draw(40, true, separation), draw(60, false, separation), ALPHA);
                double event = draw(1, true, separation)[0];
                double other = draw(1, false, separation)[0];
                events += holdsEvent(sets, event);
                others += holdsOther(sets, other);
            }
            assertThat(events / samples).isBetween(1 - ALPHA - 0.01, 1 - ALPHA + 0.03);
            assertThat(others / samples).isBetween(1 - ALPHA - 0.01, 1 - ALPHA + 0.03);
        }
    }

    private static double holdsEvent(Conformal sets, double raw) {
        return sets.eventFrom() != null && raw >= sets.eventFrom() ? 1 : 0;
    }

    private static double holdsOther(Conformal sets, double raw) {
        return sets.otherUpTo() != null && raw <= sets.otherUpTo() ? 1 : 0;
    }

    @Test
    void aBetterNetworkLeavesFewerUndetermined() {
        assertThat(undetermined(4)).isLessThan(undetermined(1)).isLessThan(0.2);
        assertThat(undetermined(0)).isGreaterThan(0.75);
    }

    private double undetermined(double separation) {
        Conformal sets = Conformal.fit(draw(2_000, true, separation), draw(2_000, false, separation), ALPHA);
        double[] others = draw(2_000, false, separation);
        return IntStream.range(0, others.length)
                        .filter(i -> sets.verdict(others[i], 0.01, 0.02).kind() == Kind.UNDETERMINED)
                        .count()
                / (double) others.length;
    }

    @Test
    void tooFewPatientsDecideNothingAndItSaysHowManyAreNeededAndNotHowManyThereWere() {
        Verdict verdict = of(3, 500, ALPHA);
        assertThat(verdict.kind()).isEqualTo(Kind.UNDETERMINED);
        assertThat(verdict.reason())
                .isEqualTo(
                        "Too few to tell: of the patients it was calibrated on, fewer than 20 got it; 20 of either kind"
                                + " are needed.");
        assertThat(of(500, 19, ALPHA).reason()).contains("on, fewer than 20 did not get it;");
        assertThat(of(0, 19, ALPHA).reason()).contains("on, fewer than 20 got it and fewer than 20 did not;");
        assertThat(of(40, 500, 0.02).reason()).contains("fewer than 49 got it; 49 of");
    }

    private Verdict of(int events, int others, double alpha) {
        return Conformal.fit(draw(events, true, 3), draw(others, false, 3), alpha)
                .verdict(0.99, 0.99, 0.5);
    }

    @Test
    void countsBelowTenAreNotKept() {
        Conformal sets = Conformal.fit(draw(9, true, 3), draw(10, false, 3), ALPHA);
        assertThat(sets.eventPatients()).isZero();
        assertThat(sets.otherPatients()).isEqualTo(10);
        CalibrationRow row = new CalibrationRow("gout", 365, 9, 3, new Calibration.Platt(1, 0), List.of(), sets);
        assertThat(row.patients()).isZero();
        assertThat(row.events()).isZero();
    }

    @Test
    void aLevelThatTheSampleCannotReachDecidesNothing() {
        assertThat(Conformal.fit(draw(40, true, 3), draw(40, false, 3), 0.02).eventFrom())
                .isNull();
    }

    @Test
    void whatStandsOutButIsRarerThanNotIsNeverCalledLikely() {
        Conformal sets = new Conformal(ALPHA, 100, 1000, 0.01, 0.005);
        assertThat(sets.verdict(0.02, 0.04, 0.02).kind()).isEqualTo(Kind.UNDETERMINED);
        assertThat(sets.verdict(0.02, 0.04, 0.02).reason()).endsWith("yet most such patients do not get it.");
        assertThat(sets.verdict(0.02, 0.6, 0.02).kind()).isEqualTo(Kind.LIKELY);
    }

    @Test
    void aLowRiskSaysWhatItIsAndThatItRulesNothingOut() {
        Conformal sets = new Conformal(ALPHA, 100, 1000, 0.01, 0.05);

        assertThat(sets.verdict(0.009, 0.01, 0.02).kind()).isEqualTo(Kind.UNLIKELY);
        assertThat(sets.verdict(0.009, 0.01, 0.02).reason())
                .startsWith("Lower than in 90 of 100 who got it")
                .endsWith("Rules nothing out: up to 10 of 100 who get it stand here.");
    }

    @Test
    void aRiskAboveThatOfAgeAndSexIsNeverLowHoweverLowThoseWhoGotItStood() {
        Conformal sets = new Conformal(ALPHA, 100, 1000, 0.4, 0.5);

        assertThat(sets.verdict(0.3, 0.34, 0.05).kind()).isEqualTo(Kind.UNDETERMINED);
        assertThat(sets.verdict(0.3, 0.34, 0.05).reason()).endsWith("yet above the risk by age and sex alone.");
        assertThat(sets.verdict(0.3, 0.05, 0.05).kind()).isEqualTo(Kind.UNLIKELY);
        assertThat(sets.verdict(0.3, 0.05, null).reason()).endsWith("no risk by age and sex to compare it with.");
    }

    @Test
    void aRiskBelowThatOfAgeAndSexIsNeverHigh() {
        Conformal sets = new Conformal(ALPHA, 100, 1000, 0.01, 0.005);

        assertThat(sets.verdict(0.02, 0.6, 0.7).kind()).isEqualTo(Kind.UNDETERMINED);
        assertThat(sets.verdict(0.02, 0.6, null).kind()).isEqualTo(Kind.LIKELY);
    }

    @Test
    void bothAndNeitherAreSaid() {
        Conformal overlapping = new Conformal(ALPHA, 100, 1000, 0.01, 0.05);
        assertThat(overlapping.verdict(0.02, 0.01, 0.02).reason()).contains("is usual among");
        Conformal apart = new Conformal(ALPHA, 100, 1000, 0.05, 0.01);
        assertThat(apart.verdict(0.02, 0.01, 0.02).reason()).contains("unusual");
    }

    @Test
    void levelsAreTheRanksOfTheLiterature() {
        double[] scores =
                IntStream.rangeClosed(1, 99).mapToDouble(i -> i / 100.0).toArray();
        Conformal sets = Conformal.fit(scores, scores, ALPHA);
        assertThat(sets.eventFrom()).isCloseTo(0.10, within(1e-12));
        assertThat(sets.otherUpTo()).isCloseTo(0.90, within(1e-12));
    }
}

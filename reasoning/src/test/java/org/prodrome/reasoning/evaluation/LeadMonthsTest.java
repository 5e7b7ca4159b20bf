package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.statistics.Curve;

class LeadMonthsTest {

    private static final double MONTH = 365.25 / 12;
    private static final double[] ONCE = {1, 1, 1, 1, 1, 1};

    /** Patient 1 is seen 30 and 18 months before, patient 2 six months before, 3 never has it, 4 four months before. */
    private static TaskRows rows() {
        return rows(1);
    }

    private static TaskRows rows(double weightOfLast) {
        String[] any = new String[6];
        Arrays.fill(any, "any");
        return new TaskRows(
                new long[] {1, 1, 2, 3, 4, 1},
                new double[6],
                any,
                any,
                new double[] {30 * MONTH, 18 * MONTH, 6 * MONTH, 900, 4 * MONTH, 40 * MONTH},
                new boolean[] {true, true, true, false, true, false},
                new double[] {1, 1, 1, 1, weightOfLast, 1},
                Map.of());
    }

    @Test
    void takesTheFirstAlertWithinTheHorizon() {
        double[] probabilities = {0.1, 0.8, 0.9, 0.9, 0.2, 0.9};
        double[] measured = new LeadMonths(rows(), probabilities, 0.5).measure(ONCE);
        assertThat(measured[0]).as("two of three cases").isCloseTo(2.0 / 3, within(1e-12));
        assertThat(measured[1]).as("of 18 and 6 months").isCloseTo(6, within(1e-9));
        assertThat(measured[2]).as("who was never alerted counts 0").isCloseTo(8, within(1e-9));
    }

    @Test
    void countsTheEarlierOfTwoAlerts() {
        double[] probabilities = {0.6, 0.8, 0.1, 0.9, 0.2, 0.9};
        assertThat(new LeadMonths(rows(), probabilities, 0.5).measure(ONCE)[1]).isCloseTo(30, within(1e-9));
    }

    @Test
    void alertsNobodyWithoutThreshold() {
        LeadMonths none = new LeadMonths(rows(), new double[] {1, 1, 1, 1, 1, 1}, Double.NaN);
        assertThat(none.measure(ONCE)[0]).isZero();
        assertThat(none.measure(ONCE)[1]).isNaN();
        assertThat(none.measure(ONCE)[2]).isZero();
    }

    @Test
    void leavesOutCasesLostFromObservation() {
        assertThat(new LeadMonths(rows(0), new double[6], 0.5).cases()).isEqualTo(2);
    }

    @Test
    void countsCasesAsOftenAsTheyAreDrawn() {
        double[] probabilities = {0.1, 0.8, 0.9, 0.9, 0.2, 0.9};
        double[] drawn = {0, 0, 3, 1, 1, 0};
        assertThat(new LeadMonths(rows(), probabilities, 0.5).measure(drawn)[0]).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void saysHowManyWereReachedAtLeastSoManyMonthsBefore() {
        double[] probabilities = {0.1, 0.8, 0.9, 0.9, 0.2, 0.9};
        assertThat(new LeadMonths(rows(), probabilities, 0.5).reached())
                .contains(new Curve.Point(0, 2.0 / 3), new Curve.Point(6, 2.0 / 3), new Curve.Point(7, 1.0 / 3))
                .endsWith(new Curve.Point(18, 1.0 / 3));
    }
}

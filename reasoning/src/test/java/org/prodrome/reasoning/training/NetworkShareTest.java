package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.BoostedTrees;
import org.prodrome.reasoning.model.BoostedTrees.Group;
import org.prodrome.reasoning.model.ExpectedValues;
import org.prodrome.reasoning.model.Hazards;
import org.prodrome.reasoning.model.PatientTable;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.training.NetworkRows.Span;

/** How much of a network's hazards trees are fitted beside: as much as holds on patients that it has not learnt from. */
class NetworkShareTest {

    private static final int OUTCOMES = 2;
    private static final int BINS = Trainer.EDGES.size();
    private static final double RATE = 0.03;
    private static final Span FIRST = new Span(0, 0, 4);

    /** The mean over the days of either span is 1. */
    private static final double[] EARLY = {3, 3, 0.345, 0.345, 2.5, 0.5, 0.5};

    private interface Network {
        double hazard(double own, boolean comes, SplittableRandom random);
    }

    private static final Network RIGHT = (own, comes, random) -> own;
    private static final Network TOO_SURE = (own, comes, random) -> own * own / RATE;
    private static final Network FLAT = (own, comes, random) -> RATE;
    private static final Network NOISY = (own, comes, random) -> own * Math.exp(0.25 * random.nextGaussian());
    private static final Network HALF_BY_HEART = (own, comes, random) -> own * (comes ? 2 : 0.6);
    private static final Network BY_HEART = (own, comes, random) -> comes ? 2 : 0.002;
    private static final Network LOST = (own, comes, random) -> random.nextInt(10) == 0 ? 2 : 0.002;

    @Test
    void theSlopeTellsWhetherHazardsAreTooFarApart() {
        assertThat(rows(RIGHT, true, RATE, 1).slope(FIRST)).isCloseTo(1, within(0.15));
        assertThat(rows(TOO_SURE, true, RATE, 1).slope(FIRST)).isCloseTo(0.5, within(0.1));
        assertThat(rows(LOST, true, RATE, 1).slope(FIRST)).isCloseTo(0, within(0.05));
        assertThat(rows(RIGHT, EARLY, true, RATE, 1).slope(FIRST)).isCloseTo(1, within(0.15));
        assertThat(rows(FLAT, true, RATE, 1).slope(FIRST)).isNaN();
        assertThat(rows(RIGHT, true, 0, 1).slope(FIRST)).isNaN();
    }

    @Test
    void aNetworkThatIsSurerOnTuningRowsIsShrunkAsFarAsItIs() {
        List<Group> groups = groups(rows(RIGHT, false, RATE, 1), rows(TOO_SURE, false, RATE, 2));

        assertThat(groups)
                .hasSize(2)
                .allSatisfy(group -> assertThat(
                                Objects.requireNonNull(group.shrinkage()).share())
                        .isEqualTo(0.5));
    }

    /** Too sure on both: trees and calibration see to that, and shrinking isn't tried. */
    @Test
    void aNetworkThatHoldsAsItDidOnItsTrainingRowsIsTakenAsItIs() {
        List<Group> groups = groups(rows(TOO_SURE, true, RATE, 1), rows(TOO_SURE, true, RATE, 2));

        assertThat(groups)
                .hasSize(2)
                .allSatisfy(group -> assertThat(group.shrinkage()).isNull());
    }

    @Test
    void ofFewRowsAllSharesAreTried() {
        NetworkRows training = rows(TOO_SURE, false, RATE, 1);

        assertThat(groups(training, rows(TOO_SURE, false, RATE, 2), training.size()))
                .hasSize(2)
                .allSatisfy(group -> assertThat(
                                Objects.requireNonNull(group.shrinkage()).share())
                        .isEqualTo(0.5));
    }

    /** As many in a span as come, but too early: what counts is the likelihood of the day, not of the span. */
    @Test
    void aNetworkThatIsRightInSumAndWrongInTimeDoesNotWin() {
        NetworkRows training = rows(RIGHT, EARLY, true, RATE, 1);

        assertThat(groups(training, rows(RIGHT, EARLY, true, RATE, 2), training.size()))
                .hasSize(2)
                .allSatisfy(group -> assertThat(
                                Objects.requireNonNull(group.shrinkage()).share())
                        .isZero());
    }

    @Test
    void refusesHazardsThatAreNoNumbers() {
        assertThatThrownBy(() -> rows((own, comes, random) -> Double.POSITIVE_INFINITY, true, RATE, 1))
                .hasMessageContaining("finite hazards");
    }

    /** Right on the tuning rows but for some noise, and better than right on those it learnt from. */
    @Test
    void aNetworkThatHoldsBetterOnItsTrainingRowsIsNotTakenAsItIs() {
        NetworkRows tuning = rows(NOISY, true, RATE, 2);

        assertThat(tuning.slope(FIRST)).isGreaterThan(0.8);
        assertThat(groups(rows(HALF_BY_HEART, true, RATE, 1), tuning))
                .hasSize(2)
                .allSatisfy(group -> assertThat(
                                Objects.requireNonNull(group.shrinkage()).share())
                        .isZero());
        assertThat(groups(rows(NOISY, true, RATE, 1), tuning))
                .hasSize(2)
                .allSatisfy(group -> assertThat(group.shrinkage()).isNull());
    }

    @Test
    void ofANetworkThatLearntItsRowsByHeartNothingIsTaken() {
        List<Group> groups = groups(rows(BY_HEART, true, RATE, 1), rows(LOST, true, RATE, 2));

        assertThat(groups).hasSize(2).allSatisfy(group -> {
            assertThat(group.trees()).isNotEmpty();
            assertThat(Objects.requireNonNull(group.shrinkage()).share()).isZero();
        });
    }

    @Test
    void theRestIsTheRateOfAllTrainingRows() {
        List<Group> groups = groups(rows(BY_HEART, true, RATE, 1), rows(LOST, true, 3 * RATE, 2));

        assertThat(Objects.requireNonNull(groups.getLast().shrinkage()).rates())
                .hasSize(3)
                .allSatisfy(rate -> assertThat(rate).isCloseTo(1.4 * RATE, within(0.4 * RATE)));
    }

    @Test
    void binsOfFewPatientsShareARateAndItSaysThreeDigits() {
        NetworkRows rows = rows(RIGHT, true, RATE, 1);
        List<Double> alone = rows.rates(new Span(0, 0, BINS), 1);
        List<Double> shared = rows.rates(new Span(0, 0, BINS), 100);
        List<Double> none = rows.rates(new Span(0, 0, BINS), 100_000);

        assertThat(alone)
                .hasSize(BINS)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        rate -> assertThat(BigDecimal.valueOf(rate).precision()).isLessThanOrEqualTo(3));
        assertThat(shared).hasSize(BINS);
        assertThat(shared.subList(0, 3)).containsOnly(shared.getFirst());
        assertThat(shared.getLast()).isNotEqualTo(shared.getFirst());
        assertThat(none).hasSize(BINS).containsOnly(none.getFirst());
    }

    @Test
    void anOutcomeTooRareInASpanHasOneGroupOverAllTheTime() {
        NetworkRows training = rows(FLAT, true, RATE / 20, 3);
        NetworkRows tuning = rows(FLAT, true, RATE / 20, 4);

        assertThat(tuning.patients(FIRST)).isLessThan(20);
        assertThat(groups(training, tuning)).singleElement().satisfies(group -> {
            assertThat(group.fromBin()).isZero();
            assertThat(group.toBin()).isEqualTo(BINS);
            assertThat(group.trees()).isNotEmpty();
        });
    }

    @Test
    void theCardSaysOfWhichOutcomesTheNetworkIsShrunk() {
        List<Group> groups = groups(rows(BY_HEART, true, RATE, 1), rows(LOST, true, RATE, 2));
        BoostedTrees shrunk = new BoostedTrees(9, new ExpectedValues(List.of(), List.of(), List.of()), groups);
        BoostedTrees plain = new BoostedTrees(9, new ExpectedValues(List.of(), List.of(), List.of()), List.of());

        assertThat(CardWords.shrunk(TestSequences.outcomes().list(), Trainer.EDGES, shrunk))
                .contains(
                        "a planted disease, days 0 to 365 (power 0.0); a planted disease, days 365 to 1825 (power 0.0)");
        assertThat(CardWords.shrunk(TestSequences.outcomes().list(), Trainer.EDGES, plain))
                .isEmpty();
    }

    @Test
    void refusesSharesThatDoNotFallFromOne() {
        for (List<Double> wrong : List.of(
                List.<Double>of(), List.of(0.5), List.of(1.0, 1.0), List.of(1.0, -0.1), List.of(1.0, 0.0, 0.5))) {
            assertThatThrownBy(() -> settings(wrong, 0, 0.9)).hasMessageContaining("networkShares");
        }
        assertThatThrownBy(() -> settings(List.of(1.0), 0, 0)).hasMessageContaining("fullShareFromRatio");
    }

    private static BoostingSettings settings(List<Double> shares, int allSharesUpToRows, double fullShareFromRatio) {
        return new BoostingSettings(
                "test",
                "2026-11-22",
                100_000,
                20,
                40_000,
                20,
                365,
                List.of(),
                60,
                10,
                2,
                0.3,
                1,
                1,
                1,
                1,
                shares,
                allSharesUpToRows,
                fullShareFromRatio,
                1);
    }

    /** Of more rows than all shares are tried of. */
    private static List<Group> groups(NetworkRows training, NetworkRows tuning) {
        return groups(training, tuning, training.size() - 1);
    }

    private static List<Group> groups(NetworkRows training, NetworkRows tuning, int allSharesUpToRows) {
        return new Boosting(
                        TestSequences.data(20, 10, 3),
                        TestConfigs.learning(3),
                        Trainer.EDGES,
                        settings(List.of(1.0, 0.5, 0.0), allSharesUpToRows, 0.8))
                .groups(training, tuning, Progress.SILENT);
    }

    /**
     * People whose rate is e times as high, or as low; all are observed for five years.
     *
     * @param seen whether trees see whose is high, in column 1
     */
    private static NetworkRows rows(Network network, boolean seen, double rate, long seed) {
        return rows(network, new double[] {1, 1, 1, 1, 1, 1, 1}, seen, rate, seed);
    }

    /** The network's hazards are multiplied by a number per bin. */
    private static NetworkRows rows(Network network, double[] shape, boolean seen, double rate, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PatientSequence> sequences = new ArrayList<>();
        List<SparsePatient> windows = new ArrayList<>();
        List<float[]> hazards = new ArrayList<>();
        float asOf = 50 * (float) Hazards.DAYS_PER_YEAR;
        for (int i = 0; i < 4000; i++) {
            float sign = random.nextBoolean() ? 1 : -1;
            double own = rate * Math.exp(sign);
            double years = -Math.log(1 - random.nextDouble()) / own;
            boolean comes = years < 5;
            sequences.add(new PatientSequence(
                    i,
                    new Tokens(new int[1], new int[1], new float[1], new float[] {asOf}, new int[1], 1, 1, 0),
                    asOf,
                    new float[] {comes ? asOf + (float) (years * Hazards.DAYS_PER_YEAR) : Float.NaN, Float.NaN},
                    asOf + 5 * (float) Hazards.DAYS_PER_YEAR,
                    false));
            float[] row =
                    new float[PatientTable.width(TestSequences.vocabulary().size())];
            Arrays.fill(row, Float.NaN);
            row[1] = seen ? sign : Float.NaN;
            windows.add(SparsePatient.of(row));
            float[] all = new float[(OUTCOMES + 1) * BINS];
            double hazard = network.hazard(own, comes, random);
            for (int bin = 0; bin < all.length; bin++) {
                all[bin] = (float) (hazard * shape[bin % BINS]);
            }
            hazards.add(all);
        }
        return new NetworkRows(sequences, windows, hazards, new TrainingBatch.Labels(OUTCOMES, Trainer.EDGES, 0));
    }
}

package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.BoostedTrees.Group;
import org.prodrome.reasoning.model.BoostedTrees.Shrinkage;
import org.prodrome.reasoning.model.Hazards;
import org.prodrome.reasoning.model.PatientTable;
import org.prodrome.reasoning.token.Tokens;

/** How much of a network's hazards trees are fitted beside: as much as holds on patients that it has not learnt from. */
class NetworkShareTest {

    private static final int OUTCOMES = 2;
    private static final int BINS = Trainer.EDGES.size();
    private static final BoostingSettings SETTINGS = new BoostingSettings(
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
            List.of(1.0, 0.5, 0.0),
            0.9,
            1);

    private interface Network {
        double hazard(double rate, boolean comes, SplittableRandom random);
    }

    private static final Network RIGHT = (rate, comes, random) -> rate;
    /** Right where trees see nothing. */
    private static final Network BLIND = (rate, comes, random) -> rate;

    private static final Network BY_HEART = (rate, comes, random) -> comes ? 2 : 0.002;
    private static final Network LOST = (rate, comes, random) -> random.nextInt(10) == 0 ? 2 : 0.002;

    @Test
    void aNetworkThatHoldsIsTakenAsItIs() {
        List<Group> groups = groups(rows(BLIND, 0.03, 1), rows(BLIND, 0.03, 2));

        assertThat(groups).allSatisfy(group -> assertThat(group.shrinkage()).isNull());
    }

    @Test
    void ofANetworkThatLearntItsRowsByHeartNothingIsTaken() {
        List<Group> groups = groups(rows(BY_HEART, 0.03, 1), rows(LOST, 0.03, 2));

        assertThat(groups).hasSize(2).allSatisfy(group -> {
            assertThat(group.trees()).isNotEmpty();
            assertThat(Objects.requireNonNull(group.shrinkage()).share()).isZero();
        });
    }

    /** The rates that stand in for the network are those of the training rows. */
    @Test
    void theRestIsTheRateOfAllTrainingRows() {
        NetworkRows training = rows(BY_HEART, 0.03, 1);
        Shrinkage shrinkage = Objects.requireNonNull(
                groups(training, rows(LOST, 0.03, 2)).getFirst().shrinkage());

        assertThat(shrinkage.rates())
                .hasSize(4)
                .allSatisfy(rate -> assertThat(rate).isCloseTo(0.03 * (Math.exp(1) + Math.exp(-1)) / 2, within(0.02)));
    }

    @Test
    void anOutcomeTooRareWithinTheFirstYearHasOneGroupOverAllTheTime() {
        List<Group> groups = groups(rows(RIGHT, 0.0015, 3), rows(RIGHT, 0.0015, 4));

        assertThat(groups).allSatisfy(group -> {
            assertThat(group.fromBin()).isZero();
            assertThat(group.toBin()).isEqualTo(BINS);
        });
        NetworkRows few = rows(RIGHT, 0.0015, 4);
        assertThat(few.patients(new NetworkRows.Span(0, 0, 4))).isLessThan(20);
        assertThat(few.patients(new NetworkRows.Span(0, 0, BINS))).isGreaterThan(20);
    }

    private static List<Group> groups(NetworkRows training, NetworkRows tuning) {
        return new Boosting(TestSequences.data(20, 10, 3), TestConfigs.learning(3), Trainer.EDGES, SETTINGS)
                .groups(training, tuning, Progress.SILENT);
    }

    /** People whose rate is e times as high, or as low, by the sign of column 1; all are observed for five years. */
    private static NetworkRows rows(Network network, double rate, long seed) {
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
            row[1] = network == BLIND ? Float.NaN : sign;
            windows.add(SparsePatient.of(row));
            float[] all = new float[(OUTCOMES + 1) * BINS];
            Arrays.fill(all, (float) network.hazard(own, comes, random));
            hazards.add(all);
        }
        return new NetworkRows(sequences, windows, hazards, new TrainingBatch.Labels(OUTCOMES, Trainer.EDGES, 0));
    }
}

package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.BoostedTrees;
import org.prodrome.reasoning.model.BoostedTrees.Tree;
import org.prodrome.reasoning.model.ExpectedValues;
import org.prodrome.reasoning.model.Forest;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.PatientTable;

/** Trees are fitted to what a network leaves unexplained. */
class BoostingTest {

    private static final BoostingSettings FEW = new BoostingSettings(
            "test",
            "2026-11-21",
            100_000,
            20,
            40_000,
            10,
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
            List.of(1.0),
            0,
            0.9,
            1);

    @TempDir
    Path root;

    @Test
    void findsByHowMuchAnExpectationIsWrongWhereItIsWrong() {
        BoostedGroup.Examples learn = examples(4000, 1);
        List<Tree> trees = BoostedGroup.fit(learn, examples(2000, 2), 3, FEW, 1).trees();

        assertThat(sum(trees, new float[] {Float.NaN, 2, 0})).isEqualTo((float) Math.log(3), within(0.3f));
        assertThat(sum(trees, new float[] {Float.NaN, -2, 0})).isEqualTo((float) Math.log(0.5), within(0.3f));
    }

    @Test
    void addsNothingWhereTheExpectationIsRight() {
        BoostedGroup.Examples noise = examples(3000, 3, 1, 1);
        List<Tree> trees =
                BoostedGroup.fit(noise, examples(2000, 4, 1, 1), 3, FEW, 1).trees();

        assertThat(sum(trees, new float[] {Float.NaN, 0.3f, 0})).isBetween(-0.25f, 0.25f);
    }

    @Test
    void aPackageHasThemAndAnswersWithThem() {
        ModelPackage files = packaged();
        BoostedTrees trees = files.trees();
        assertThat(trees).isNotNull();
        assertThat(trees.expected().analytes()).hasSize(1);
        assertThat(trees.groups())
                .isNotEmpty()
                .allSatisfy(group -> assertThat(group.trees()).isNotEmpty());
        Path network = files.directory().resolve(ModelFiles.SAVED_MODEL);
        var tokens = TestSequences.patients(40, 5).stream()
                .map(PatientSequence::tokens)
                .toList();

        try (Forward alone = new Forward(network, files.settings(), 1);
                Forward both = new Forward(network, files.settings(), trees, 1)) {
            assertThat(both.risks(tokens).getFirst()[0])
                    .isNotEqualTo(alone.risks(tokens).getFirst()[0]);
            float[] state = alone.reads(tokens).getFirst().state();
            assertThat(both.reads(tokens).getFirst().state())
                    .hasSize(state.length + trees.groups().size())
                    .startsWith(state);
            assertThat(Objects.requireNonNull(files.limits().distance()).mean())
                    .hasSize(state.length + trees.groups().size());
        }
    }

    @Test
    void onePassReadsEveryDayAsTheTreesWouldAlone() {
        ModelPackage files = packaged();
        var tokens = TestSequences.patients(1, 9).getFirst().tokens();
        float last = (float) Math.floor(tokens.ages()[tokens.length() - 1]);
        float[] days = {last - 700, last - 30, last};

        try (Forward forward =
                new Forward(files.directory().resolve(ModelFiles.SAVED_MODEL), files.settings(), files.trees(), 1)) {
            List<Forward.Read> together = forward.reads(tokens, days);
            for (int i = 0; i < days.length; i++) {
                assertThat(together.get(i).risks()[0])
                        .containsExactly(
                                forward.reads(tokens, new float[] {days[i]})
                                        .getFirst()
                                        .risks()[0],
                                within(1e-6));
            }
            assertThat(together.getLast().risks()[0])
                    .containsExactly(forward.risks(List.of(tokens)).getFirst()[0], within(1e-6));
        }
    }

    @Test
    void refusesAFirstSpanThatIsNoEdge() {
        SequenceData data = TestSequences.data(20, 10, 3);
        BoostingSettings odd = new BoostingSettings(
                "test", "2026-11-21", 10, 1, 1, 10, 400, List.of(), 1, 1, 1, 0.1, 1, 1, 1, 1, List.of(1.0), 0, 0.9, 1);

        assertThatThrownBy(() -> new Boosting(data, TestConfigs.learning(3), Trainer.EDGES, odd))
                .hasMessageContaining("firstSpanDays")
                .hasMessageContaining("got 400");
    }

    @Test
    void thePackageSaysHowItsTreesWereBoosted() {
        assertThat(JsonFiles.read(packaged().directory().resolve(ModelFiles.TRAINING))
                        .at("/trees/firstSpanDays")
                        .asInt())
                .isEqualTo(365);
    }

    @Test
    void sameSeedAndThreadsGiveTheSameTrees() {
        BoostedGroup.Examples learn = examples(1000, 1);
        BoostedGroup.Examples look = examples(500, 2);
        float[] row = {Float.NaN, 0.4f, 0};

        assertThat(sum(BoostedGroup.fit(learn, look, 3, FEW, 1).trees(), row))
                .isEqualTo(sum(BoostedGroup.fit(learn, look, 3, FEW, 1).trees(), row));
    }

    @Test
    void aRowKeepsWhatItHasAndWhereItStands() {
        float[] row = new float[PatientTable.width(9)];
        row[0] = 50;
        row[5] = Float.NaN;
        SparsePatient window = SparsePatient.of(row);

        assertThat(window.columns()).doesNotContain(5).contains(0);
        assertThat(window.size()).isEqualTo(row.length - 1);
    }

    /** Three times as many come as expected where column 1 is above 0, half as many elsewhere. */
    private static BoostedGroup.Examples examples(int count, long seed) {
        return examples(count, seed, 3, 0.5);
    }

    private static BoostedGroup.Examples examples(int count, long seed, double above, double below) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SparsePatient> rows = new ArrayList<>();
        double[] expected = new double[count];
        boolean[] came = new boolean[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            float value = (float) random.nextGaussian();
            rows.add(SparsePatient.of(new float[] {Float.NaN, value, random.nextInt(5)}));
            expected[i] = 0.05 + 0.15 * random.nextDouble();
            came[i] = random.nextDouble() < expected[i] * (value > 0 ? above : below);
            weights[i] = 1;
        }
        return new BoostedGroup.Examples(rows, expected, came, weights);
    }

    /** Of a network that learnt for a few steps, so that much is left to find. */
    private ModelPackage packaged() {
        TestPackages packages = new TestPackages(root);
        Path directory = root.resolve("package");
        PackageWriter.train(
                TestConfigs.steps(10, 100, 50),
                TestSequences.data(400, 300, 3),
                packages.order(directory, 1),
                false,
                TrainingProgress.silent());
        return ModelPackage.open(directory, packages.trusted());
    }

    private static float sum(List<Tree> trees, float[] row) {
        BoostedTrees group = new BoostedTrees(
                row.length,
                new ExpectedValues(List.of(), List.of(), List.of()),
                List.of(new BoostedTrees.Group(0, 0, 1, trees)));
        return new Forest(group).logFactors(List.of(row))[0][0];
    }
}

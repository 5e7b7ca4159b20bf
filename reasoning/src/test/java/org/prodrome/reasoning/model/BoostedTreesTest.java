package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.BoostedTrees.Group;
import org.prodrome.reasoning.model.BoostedTrees.Shrinkage;
import org.prodrome.reasoning.model.BoostedTrees.Tree;

class BoostedTreesTest {

    private static final int CODES = 9;

    /** Column 3 below 1.5: 0.5, else -0.25; without a value 0.5. */
    private static final Tree STUMP = new Tree(
            new int[] {3, -1, -1},
            new float[] {1.5f, 0.5f, -0.25f},
            new int[] {1, 0, 0},
            new int[] {2, 0, 0},
            new int[] {1, 0, 0});

    @Test
    void multipliesTheHazardsOfItsOutcomeAndBinsAlone() {
        BoostedTrees trees =
                new BoostedTrees(CODES, ExpectedValues.NONE, List.of(new Group(1, 0, 2, List.of(STUMP, STUMP))));
        float[] hazards = {1, 1, 1, 2, 2, 2, 3, 3, 3};
        float[] row = new float[PatientTable.width(CODES)];
        row[3] = 2;

        float[] logFactors = new Forest(trees).logFactors(List.of(row))[0];
        trees.scale(hazards, 3, logFactors);

        float factor = (float) Math.exp(-0.5);
        assertThat(logFactors).containsExactly(-0.5f);
        assertThat(hazards).containsExactly(new float[] {1, 1, 1, 2 * factor, 2 * factor, 2, 3, 3, 3}, within(1e-6f));
    }

    @Test
    void drawsAShrunkNetworkTowardsEverybodysRate() {
        Shrinkage half = new Shrinkage(0.5, List.of(0.01, 0.04));
        Shrinkage none = new Shrinkage(0, List.of(0.02));
        BoostedTrees trees = new BoostedTrees(
                CODES,
                ExpectedValues.NONE,
                List.of(new Group(0, 1, 3, List.of(STUMP), half), new Group(1, 0, 1, List.of(), none)));
        trees.check(2, 3, CODES);
        float[] hazards = {1, 1, 4, 7, 7, 7};

        trees.scale(hazards, 3, new float[] {(float) Math.log(3), 0});

        assertThat(hazards).containsExactly(new float[] {1, 0.3f, 1.2f, 0.02f, 7, 7}, within(1e-6f));
    }

    @Test
    void refusesAShrinkageThatIsNone() {
        for (Shrinkage wrong : List.of(
                new Shrinkage(1.1, List.of(0.1, 0.1)),
                new Shrinkage(-0.1, List.of(0.1, 0.1)),
                new Shrinkage(Double.NaN, List.of(0.1, 0.1)),
                new Shrinkage(0.5, List.of(0.1)),
                new Shrinkage(0.5, List.of(0.1, 0.0)),
                new Shrinkage(0.5, List.of(0.1, Double.NaN)),
                new Shrinkage(0.5, List.of(0.1, 1e300)))) {
            assertThatThrownBy(() -> new BoostedTrees(
                                    CODES, ExpectedValues.NONE, List.of(new Group(0, 0, 2, List.of(STUMP), wrong)))
                            .check(1, 2, CODES))
                    .isInstanceOf(BrokenPackage.class)
                    .hasMessageContaining("share from 0 to 1");
        }
    }

    /** The packages made before there was any shrinkage are read and written to the byte. */
    @Test
    void aFileTellsOfShrinkageWhereThereIsAnyAlone() throws Exception {
        ObjectMapper json = new ObjectMapper();
        BoostedTrees trees = new BoostedTrees(
                CODES,
                ExpectedValues.NONE,
                List.of(
                        new Group(0, 0, 1, List.of(STUMP)),
                        new Group(1, 0, 1, List.of(), new Shrinkage(0.5, List.of(0.1)))));
        byte[] written = json.writeValueAsBytes(trees);
        BoostedTrees read = PackageJson.parse(ModelFiles.TREES, written, BoostedTrees.class);

        assertThat(json.readTree(written).at("/groups/0").has("shrinkage")).isFalse();
        assertThat(read.groups().getFirst().shrinkage()).isNull();
        assertThat(read.groups().getLast()).isEqualTo(trees.groups().getLast());
        assertThat(json.writeValueAsBytes(read)).isEqualTo(written);
    }

    @Test
    void aHazardThatIsNoNumberStaysNone() {
        Shrinkage none = new Shrinkage(0, List.of(0.02));

        assertThat(none.of(Double.NaN, 0)).isNaN();
        assertThat(none.of(Double.POSITIVE_INFINITY, 0)).isNaN();
        assertThat(none.of(0, 0)).isEqualTo(0.02);
    }

    @Test
    void aMissingValueHasAWayOfItsOwn() {
        float[] row = new float[PatientTable.width(CODES)];
        Arrays.fill(row, Float.NaN);
        float[] measured = row.clone();
        measured[3] = 1.5f;
        Forest forest =
                new Forest(new BoostedTrees(CODES, ExpectedValues.NONE, List.of(new Group(0, 0, 1, List.of(STUMP)))));

        assertThat(forest.logFactors(List.of(row, measured))).isDeepEqualTo(new float[][] {{0.5f}, {-0.25f}});
    }

    /** Column 7 at 2 and above looks at column 3, which a tree before it looks at too. */
    @Test
    void groupsOfSeveralTreesAddUpEachOnItsOwn() {
        Tree deeper = new Tree(
                new int[] {7, -1, 3, -1, -1},
                new float[] {2, 1, 10, 3, 5},
                new int[] {1, 0, 3, 0, 0},
                new int[] {2, 0, 4, 0, 0},
                new int[] {1, 0, 3, 0, 0});
        Forest forest = new Forest(new BoostedTrees(
                CODES,
                ExpectedValues.NONE,
                List.of(new Group(0, 0, 1, List.of(STUMP, deeper)), new Group(1, 0, 1, List.of(deeper)))));
        float[] high = new float[PatientTable.width(CODES)];
        high[7] = 2;
        high[3] = 10;
        float[] low = high.clone();
        low[3] = 1;

        assertThat(forest.logFactors(List.of(high, low))).isDeepEqualTo(new float[][] {{4.75f, 5}, {3.5f, 3}});
    }

    @Test
    void refusesWhatCouldGoRoundOrLooksBesideTheTable() {
        Tree round = new Tree(
                new int[] {3, -1, -1}, new float[] {1, 0, 0}, new int[] {0, 0, 0}, new int[] {2, 0, 0}, new int[] {
                    1, 0, 0
                });
        Tree beside = new Tree(
                new int[] {PatientTable.width(CODES), -1, -1},
                new float[] {1, 0, 0},
                new int[] {1, 0, 0},
                new int[] {2, 0, 0},
                new int[] {1, 0, 0});
        Tree endless = new Tree(new int[] {-1}, new float[] {Float.NaN}, new int[1], new int[1], new int[1]);

        for (Tree tree : List.of(round, beside, endless)) {
            assertThatThrownBy(() -> new BoostedTrees(
                                    CODES, ExpectedValues.NONE, List.of(new Group(0, 0, 1, List.of(tree))))
                            .check(1, 2, CODES))
                    .isInstanceOf(BrokenPackage.class)
                    .hasMessageContaining("trees.json")
                    .hasMessageContaining("behind their parents");
        }
    }

    @Test
    void refusesTreesOfOtherOutcomesBinsOrCodes() {
        BoostedTrees trees = new BoostedTrees(CODES, ExpectedValues.NONE, List.of(new Group(1, 0, 2, List.of(STUMP))));
        trees.check(2, 2, CODES);

        assertThatThrownBy(() -> trees.check(1, 2, CODES)).hasMessageContaining("outcomes");
        assertThatThrownBy(() -> trees.check(2, 1, CODES)).hasMessageContaining("bins");
        assertThatThrownBy(() -> trees.check(2, 2, CODES + 1)).hasMessageContaining("codes: expected");
    }

    @Test
    void refusesExpectedValuesThatDoNotFit() {
        ExpectedValues.Analyte right =
                new ExpectedValues.Analyte(8, new float[ExpectedValues.LEVELS], new float[][] {{0, 1}}, 1, 1);
        check(expected(right));

        for (ExpectedValues.Analyte wrong : List.of(
                new ExpectedValues.Analyte(CODES, right.level(), right.shifts(), 1, 1),
                new ExpectedValues.Analyte(8, new float[3], right.shifts(), 1, 1),
                new ExpectedValues.Analyte(8, right.level(), new float[][] {{0}}, 1, 1),
                new ExpectedValues.Analyte(8, right.level(), new float[][] {{0, Float.NaN}}, 1, 1),
                new ExpectedValues.Analyte(8, right.level(), right.shifts(), 0, 1),
                new ExpectedValues.Analyte(8, right.level(), right.shifts(), 1, Double.NaN))) {
            assertThatThrownBy(() -> check(expected(wrong)))
                    .isInstanceOf(BrokenPackage.class)
                    .hasMessageContaining("trees.json: expected:");
        }
        assertThatThrownBy(() -> check(new ExpectedValues(List.of(1.0, 0.0), List.of(), List.of())))
                .hasMessageContaining("rising years");
    }

    private static ExpectedValues expected(ExpectedValues.Analyte analyte) {
        return new ExpectedValues(List.of(-1.0, 0.0), List.of(List.of(3)), List.of(analyte));
    }

    private static void check(ExpectedValues expected) {
        new BoostedTrees(CODES, expected, List.of()).check(1, 2, CODES);
    }
}

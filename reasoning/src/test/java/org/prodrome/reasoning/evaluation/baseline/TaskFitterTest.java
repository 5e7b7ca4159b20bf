package org.prodrome.reasoning.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.statistics.Ranking;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.timeline.Timelines;

class TaskFitterTest {

    private final Features features = new Features(Timelines.load());
    private final int age = features.concepts().number(Features.AGE);
    private final int lab = features.concepts().number("lab/hba1c");
    private final int visits = features.concepts().number("any event");

    @BeforeEach
    void everyPatientHasAll() {
        BitSet all = new BitSet();
        all.set(0, features.concepts().size());
        for (int patient = 0; patient < 30; patient++) {
            features.concepts().count(all);
        }
    }

    /** The risk rises with a lab that half of the rows have, and steeply where the visits are many. */
    private Examples examples(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SparseRow> all = new ArrayList<>();
        boolean[] events = new boolean[rows];
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            float years = 4 + 4 * (float) random.nextDouble();
            float value = 5 + 2 * (float) random.nextDouble();
            boolean measured = random.nextBoolean();
            int count = 1 + random.nextInt(9);
            double logOdds = -4 + 0.2 * years + (measured ? 2 * (value - 5.5) : 0) + (count > 6 ? 1.5 : 0);
            events[i] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
            weights[i] = 1;
            int[] columns = measured
                    ? new int[] {
                        Feature.PERSONAL.column(age), Feature.LAST.column(lab), Feature.COUNT_ALL.column(visits)
                    }
                    : new int[] {Feature.PERSONAL.column(age), Feature.COUNT_ALL.column(visits)};
            float[] values = measured ? new float[] {years, value, count} : new float[] {years, count};
            all.add(new SparseRow(columns, values));
        }
        return new Examples(all, events, weights);
    }

    private TaskFit fit() {
        Examples training = examples(3000, 1);
        TaskFitter fitter = new TaskFitter(
                features, training.rows(), BaselineSettings.load().small(), PublishedScores.load());
        return fitter.fit("type-2-diabetes", training, examples(800, 2)).orElseThrow();
    }

    private static double[] of(String predictor, Map<String, double[]> answers) {
        return Objects.requireNonNull(answers.get(predictor), predictor);
    }

    private static double auroc(double[] scores, Examples rows) {
        return new Ranking(scores, rows.events()).auroc(rows.weights());
    }

    @Test
    void treesFindMoreThanRegressionsAndThoseMoreThanAgeAndSex() {
        Examples test = examples(4000, 3);
        var answers = fit().probabilities(test.rows());
        double trees = auroc(of(TaskFit.COUNTS_TREES, answers), test);
        double counts = auroc(of(TaskFit.COUNTS_REGRESSION, answers), test);
        double labs = auroc(of(TaskFit.LAST_LABS, answers), test);
        double ageSex = auroc(of(TaskFit.AGE_SEX, answers), test);
        assertThat(trees).isGreaterThan(labs).isGreaterThan(counts - 0.005);
        assertThat(counts).isGreaterThan(labs);
        assertThat(labs).isGreaterThan(ageSex + 0.05);
        assertThat(answers).doesNotContainKey(TaskFit.PUBLISHED);
    }

    @Test
    void isCalibratedThoughControlsAreThinned() {
        Examples training = examples(6000, 1).thinned(1500, 5);
        assertThat(training.events().length).isLessThan(4000);
        TaskFitter fitter = new TaskFitter(
                features, training.rows(), BaselineSettings.load().small(), PublishedScores.load());
        Examples test = examples(6000, 3);
        var answers = fitter.fit("x", training, examples(1500, 2)).orElseThrow().probabilities(test.rows());
        for (String predictor : List.of(TaskFit.COUNTS_TREES, TaskFit.COUNTS_REGRESSION, TaskFit.LAST_LABS)) {
            double expected = 0;
            for (double p : of(predictor, answers)) {
                expected += p;
            }
            assertThat(test.eventCount() / expected).as(predictor).isBetween(0.9, 1.1);
        }
    }

    @Test
    void givesTheSameAnswersForTheSameRows() {
        List<SparseRow> rows = examples(500, 4).rows();
        var once = fit().probabilities(rows);
        var again = fit().probabilities(rows);
        once.forEach((predictor, answers) -> assertThat(of(predictor, again)).containsExactly(answers));
    }

    @Test
    void fitsNothingOfTooFewEvents() {
        Examples training = examples(300, 1);
        Examples none = new Examples(training.rows(), new boolean[300], training.weights());
        TaskFitter fitter = new TaskFitter(
                features, training.rows(), BaselineSettings.load().small(), PublishedScores.load());
        assertThat(fitter.fit("x", none, none)).isEmpty();
    }

    @Test
    void saysWhyThereIsNoPublishedScore() {
        TaskFitter fitter = new TaskFitter(
                features, examples(50, 1).rows(), BaselineSettings.load().small(), PublishedScores.load());
        assertThat(fitter.whyNot("type-2-diabetes").orElseThrow())
                .startsWith("these records don't tell")
                .contains("physical activity");
        assertThat(fitter.whyNot("multiple-myeloma")).hasValue("no published score is listed for this outcome");
    }
}

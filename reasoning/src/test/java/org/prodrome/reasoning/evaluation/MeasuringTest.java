package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.training.Progress;

class MeasuringTest {

    private static final Protocol PROTOCOL = Protocol.load();
    private static final int PATIENTS = 1500;

    private static final TaskData TASK = TestTasks.task(PATIENTS, 1095, 5);

    private static TaskResult measured(TaskData task) {
        PatientDraws draws = new PatientDraws(task.heldOut().patients(), 100, 1);
        return TaskMeasurement.of(task, draws, PROTOCOL).result();
    }

    private static TaskData with(TaskData task, String predictor, IntToDoubleFunction answer) {
        Map<String, double[]> columns = new LinkedHashMap<>(task.heldOut().probabilities());
        double[] column = new double[task.heldOut().size()];
        Arrays.setAll(column, answer);
        columns.put(predictor, column);
        TaskRows r = task.heldOut();
        TaskRows rows =
                new TaskRows(r.patients(), r.years(), r.sex(), r.race(), r.days(), r.events(), r.weights(), columns);
        return new TaskData(task.outcome(), task.horizonDays(), 0, 0, Map.of(), Map.of(), null, rows, task.tuning());
    }

    private static double of(TaskRows rows, String predictor, int row) {
        return rows.of(predictor)[row];
    }

    @Test
    void findsTheOracleAheadAndTheModelAheadOfBaselinesWithMoreNoise() {
        TaskResult result = measured(TASK);
        assertThat(result.predictors())
                .extracting(PredictorResult::id)
                .containsExactly("model", "oracle", "counts-xgboost", "counts-lr", "last-labs", "age-sex");
        assertThat(result.verdict(TaskData.COUNTS_TREES)).isEqualTo(Verdict.BEATS);
        assertThat(result.verdict(TaskData.AGE_SEX)).isEqualTo(Verdict.BEATS);
        assertThat(result.verdict(TaskData.PUBLISHED)).isEqualTo(Verdict.NOT_COMPARED);
        assertThat(result.notCompared().get(TaskData.PUBLISHED)).contains("family history is not recorded");
        assertThat(result.oracle().share().value()).isBetween(0.9, 1.02);
        assertThat(result.oracle().leadMeanRatio().value()).isBetween(0.8, 1.2);
    }

    @Test
    void showsAModelThatIsWorseThanTreesAsNotBeatingThem() {
        TaskRows rows = TASK.heldOut();
        TaskResult result = measured(with(TASK, TaskData.MODEL, i -> of(rows, TaskData.AGE_SEX, i)));
        assertThat(result.verdict(TaskData.COUNTS_TREES)).isEqualTo(Verdict.DOES_NOT_BEAT);
        assertThat(result.oracle().share().value()).isCloseTo(0, within(1e-9));
    }

    @Test
    void showsAModelThatAnswersAsTreesDoAsEqual() {
        TaskRows rows = TASK.heldOut();
        TaskResult result = measured(with(TASK, TaskData.MODEL, i -> of(rows, TaskData.COUNTS_TREES, i)));
        assertThat(result.verdict(TaskData.COUNTS_TREES)).isEqualTo(Verdict.EQUAL);
    }

    @Test
    void comparesOnTheRowsThatAllAnswerAndSaysHowManyFellOut() {
        TaskRows rows = TASK.heldOut();
        TaskResult result = measured(
                with(TASK, TaskData.LAST_LABS, i -> i % 10 == 0 ? Double.NaN : of(rows, TaskData.LAST_LABS, i)));
        int notAll = Objects.requireNonNull(result.fellOut().notAllAnswered());
        assertThat(result.rows() + notAll).isEqualTo(rows.known());
        assertThat(notAll).isBetween(rows.known() / 12, rows.known() / 8);
        assertThat(result.fellOut().censored()).isEqualTo(rows.size() - rows.known());
    }

    @Test
    void comparesApartWhoAnswersFewRows() {
        TaskRows rows = TASK.heldOut();
        TaskResult result =
                measured(with(TASK, TaskData.PUBLISHED, i -> i % 2 == 0 ? Double.NaN : of(rows, TaskData.AGE_SEX, i)));
        assertThat(result.rows()).isEqualTo(rows.known());
        assertThat(result.predictor(TaskData.PUBLISHED)).isEmpty();
        Difference apart = result.against(TaskData.PUBLISHED).orElseThrow();
        assertThat(apart.rows()).isLessThan(rows.known());
        assertThat(apart.verdict()).isEqualTo(Verdict.BEATS);
    }

    @Test
    void measuresNothingOfTooFewEvents() {
        TaskRows rows = TASK.heldOut();
        TaskData quiet = new TaskData(
                TASK.outcome(), 365, 0, 0, Map.of(), Map.of(), null, rows.where(i -> !rows.events()[i]), null);
        TaskResult result = measured(quiet);
        assertThat(result.missing()).isEqualTo("fewer than 10 events or non-events");
        assertThat(result.events()).isNull();
        assertThat(result.predictors()).isEmpty();
        assertThat(result.verdict(TaskData.COUNTS_TREES)).isEqualTo(Verdict.NOT_COMPARED);
    }

    @Test
    void saysWhyThereIsNoLeadTimeWithoutTuningRows() {
        TaskData task = new TaskData(TASK.outcome(), 1095, 0, 0, Map.of(), Map.of(), null, TASK.heldOut(), null);
        LeadTime lead = measured(task).predictor(TaskData.MODEL).orElseThrow().leadTime();
        assertThat(lead.medianMonths().known()).isFalse();
        assertThat(lead.medianMonths().missing()).contains("no tuning rows");
    }

    @Test
    void dropsWithAGapWhatWasSeenOfTheFirstDays() {
        TaskResult result = measured(TASK);
        assertThat(result.gaps()).extracting(GapResult::gapDays).containsExactly(30, 90, 180);
        assertThat(result.gaps()).extracting(GapResult::rows).isSortedAccordingTo((a, b) -> b - a);
        Figure drop = result.gaps().getLast().drops().get(TaskData.MODEL);
        assertThat(drop).isNotNull();
        assertThat(drop.interval().covers(0))
                .as("risk is constant in time here")
                .isTrue();
    }

    @Test
    void measuresSubgroups() {
        List<Subgroup> groups = measured(TASK).subgroups();
        assertThat(groups).extracting(Subgroup::dimension).contains("sex", "age", "race or ethnicity");
        assertThat(groups)
                .filteredOn(Subgroup::shown)
                .isNotEmpty()
                .allSatisfy(group -> assertThat(group.events()).isGreaterThanOrEqualTo(10));
    }

    @Test
    void givesTheSameFiguresForTheSameSeed() {
        assertThat(measured(TASK).differences()).isEqualTo(measured(TASK).differences());
    }

    @Test
    void drawsTasksTogether() {
        EvaluationReport report = new Measuring(TestSites.of(800, 60, "gout", "asthma"), PROTOCOL, Progress.SILENT)
                .report(TestSites.explanations());
        assertThat(report.summary().tasks()).hasSize(4);
        assertThat(report.external()).extracting(SiteResult::name).containsExactly("another state");
        Summary.Medians year = report.summary().medians().getFirst();
        assertThat(year.outcomes()).isEqualTo(2);
        assertThat(year.oracleShare().value()).isBetween(0.85, 1.05);
        assertThat(report.summary().tallies())
                .filteredOn(tally -> tally.baseline().equals(TaskData.AGE_SEX))
                .singleElement()
                .satisfies(tally -> assertThat(tally.beats()).isEqualTo(4));
        assertThat(report.summary().targets())
                .filteredOn(target -> target.id().equals("auroc-ckd-4"))
                .singleElement()
                .satisfies(target -> assertThat(target.met()).isNull());
    }
}

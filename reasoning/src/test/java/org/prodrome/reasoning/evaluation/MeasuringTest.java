package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.training.Progress;

class MeasuringTest {

    private static final Protocol PROTOCOL = Protocol.load();
    private static final int PATIENTS = 1500;
    private static final String OTHER = "model 2 (other 1.0.0)";

    private static final TaskData TASK = TestTasks.task(PATIENTS, 1095, 5);

    private static TaskResult measured(TaskData task) {
        return measured(task, new ShownCounts(PROTOCOL));
    }

    private static TaskResult measured(TaskData task, ShownCounts shown) {
        PatientDraws draws = new PatientDraws(task.heldOut().patients(), 100, 1);
        return TaskMeasurement.of(task, draws, PROTOCOL, shown).result();
    }

    private static TaskData with(TaskData task, String predictor, IntToDoubleFunction answer) {
        Map<String, double[]> columns = new LinkedHashMap<>(task.heldOut().probabilities());
        double[] column = new double[task.heldOut().size()];
        Arrays.setAll(column, answer);
        columns.put(predictor, column);
        TaskRows r = task.heldOut();
        TaskRows rows =
                new TaskRows(r.patients(), r.years(), r.sex(), r.race(), r.days(), r.events(), r.weights(), columns);
        return new TaskData(
                task.outcome(), task.horizonDays(), 0, 0, Map.of(), Map.of(), null, Double.NaN, rows, task.tuning());
    }

    private static TaskData on(TaskRows rows) {
        return new TaskData(TASK.outcome(), 1095, 0, 0, Map.of(), Map.of(), null, 0.5, rows, TASK.tuning());
    }

    /** Patients with at least three index dates that were followed by the diagnosis. */
    private static Set<Long> often(int patients) {
        TaskRows rows = TASK.heldOut();
        Map<Long, Integer> events = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.events()[i] && rows.weights()[i] > 0) {
                events.merge(rows.patients()[i], 1, Integer::sum);
            }
        }
        return events.entrySet().stream()
                .filter(patient -> patient.getValue() >= 3)
                .limit(patients)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Test
    void holdsBackATaskOfFewPatientsHoweverManyTheirIndexDates() {
        TaskRows rows = TASK.heldOut();
        Set<Long> few = often(4);
        TaskRows some = rows.where(i -> !rows.events()[i] || few.contains(rows.patients()[i]));
        assertThat(some.eventCount()).isGreaterThanOrEqualTo(12);
        TaskResult result = measured(on(some));
        assertThat(result.events()).isNull();
        assertThat(result.predictors()).isEmpty();
        assertThat(result.missing()).isEqualTo("fewer than 10 patients with the diagnosis, or without");
    }

    @Test
    void holdsBackAGroupOfFewPatientsHoweverManyTheirIndexDates() {
        TaskRows rows = TASK.heldOut();
        Set<Long> few = often(4);
        TaskRows marked = rows.where(i -> true);
        for (int i = 0; i < rows.size(); i++) {
            boolean never = rows.patients()[i] % 7 == 0 && !few.contains(rows.patients()[i]) && !rows.events()[i];
            marked.race()[i] = few.contains(rows.patients()[i]) || never ? "Asian" : rows.race()[i];
        }
        assertThat(measured(on(marked)).subgroups())
                .filteredOn(group -> group.group().equals("Asian"))
                .singleElement()
                .satisfies(group -> assertThat(group.shown()).isFalse());
    }

    @Test
    void holdsBackAGapThatLeavesOutFewPatients() {
        TaskRows rows = TASK.heldOut().where(i -> true);
        Set<Long> few = often(4);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.events()[i]) {
                rows.days()[i] = few.contains(rows.patients()[i]) ? 20 : Math.max(rows.days()[i], 31);
            }
        }
        List<GapResult> gaps = measured(on(rows)).gaps();
        assertThat(gaps.getFirst()).isEqualTo(GapResult.heldBack(30));
        assertThat(gaps.get(1).events()).isNotNull();
    }

    /** The same rows, with events of some patients yet to come: as at a shorter horizon. */
    private static TaskData before(Set<Long> patients) {
        TaskRows rows = TASK.heldOut().where(i -> true);
        for (int i = 0; i < rows.size(); i++) {
            rows.events()[i] &= !patients.contains(rows.patients()[i]);
        }
        return on(rows);
    }

    private static Set<Long> diagnosed(String sex, int patients) {
        TaskRows rows = TASK.heldOut();
        return IntStream.range(0, rows.size())
                .filter(i -> rows.events()[i] && rows.weights()[i] > 0 && rows.sex()[i].equals(sex))
                .mapToObj(i -> rows.patients()[i])
                .distinct()
                .limit(patients)
                .collect(Collectors.toSet());
    }

    @Test
    void holdsBackATaskThatTellsOfFewPatientsBesideAnotherHorizon() {
        ShownCounts shown = new ShownCounts(PROTOCOL);
        assertThat(measured(before(diagnosed("male", 5)), shown).events()).isNotNull();
        TaskResult longer = measured(on(TASK.heldOut()), shown);
        assertThat(longer.missing()).isEqualTo("would tell of fewer than 10 patients beside another horizon");
        assertThat(longer.eventPatients()).isNull();
        assertThat(longer.predictors()).isEmpty();
        assertThat(longer.prevalence()).isNaN();
    }

    @Test
    void holdsBackAGroupThatTellsOfFewPatientsBesideAnotherHorizon() {
        Set<Long> later = new HashSet<>(diagnosed("male", 40));
        later.addAll(diagnosed("female", 3));
        ShownCounts shown = new ShownCounts(PROTOCOL);
        assertThat(measured(before(later), shown).subgroups())
                .filteredOn(group -> group.dimension().equals("sex"))
                .hasSize(2)
                .allMatch(Subgroup::shown);
        TaskResult longer = measured(on(TASK.heldOut()), shown);
        assertThat(longer.missing()).isNull();
        assertThat(longer.subgroups())
                .filteredOn(group -> group.dimension().equals("sex"))
                .hasSize(2)
                .noneMatch(Subgroup::shown);
    }

    @Test
    void holdsBackAHorizonFromWhichARowsNumberHeldBackCouldBeWorkedOut() {
        TaskRows all = TASK.heldOut();
        int[] known =
                IntStream.range(0, all.size()).filter(i -> all.weights()[i] > 0).toArray();
        TaskData task = with(
                TASK,
                TaskData.LAST_LABS,
                i -> i < known[4] && all.weights()[i] > 0 ? Double.NaN : of(all, TaskData.LAST_LABS, i));
        TaskResult result = measured(task);
        assertThat(result.fellOut().notAllAnswered()).isNull();
        TaskRows answered = all.where(i -> all.weights()[i] > 0);
        assertThat(answered.size() - result.rows()).isEqualTo(4);
        HorizonRows rows = new HorizonRows(
                result.outcome(),
                result.name(),
                result.horizonDays(),
                answered.patients(),
                answered.events(),
                answered.weights(),
                answered.of(TaskData.MODEL));
        HorizonMeasurement measurement = new HorizonMeasurement(new PatientDraws(all.patients(), 100, 1), PROTOCOL);
        assertThat(measurement.of(List.of(rows), List.of(result), new ShownCounts(PROTOCOL)))
                .singleElement()
                .satisfies(horizon -> {
                    assertThat(horizon.rows()).isNull();
                    assertThat(horizon.missing()).contains("beside the comparison");
                });
        assertThat(measurement.of(List.of(rows), List.of(measured(TASK)), new ShownCounts(PROTOCOL)))
                .singleElement()
                .satisfies(horizon -> assertThat(horizon.rows()).isEqualTo(answered.size()));
    }

    @Test
    void missesATargetOfTreesByTheValueThoughTheIntervalTouchesZero() {
        TaskRows rows = TASK.heldOut();
        IntToDoubleFunction nearlyAll = i -> (rows.events()[i] ? 0.5 : 0.1) + 1e-5 * i;
        int missedRow = IntStream.range(0, rows.size())
                .filter(i -> rows.events()[i] && rows.weights()[i] > 0)
                .findFirst()
                .orElseThrow();
        TaskData task = with(
                with(TASK, TaskData.COUNTS_TREES, nearlyAll),
                TaskData.MODEL,
                i -> i == missedRow ? 0 : nearlyAll.applyAsDouble(i));
        TaskData named = new TaskData(
                new Outcome("metabolic-syndrome", "metabolic syndrome"),
                1095,
                0,
                0,
                Map.of(),
                Map.of(),
                null,
                Double.NaN,
                task.heldOut(),
                task.tuning());
        TaskMeasurement measured = TaskMeasurement.of(
                named, new PatientDraws(rows.patients(), 100, 1), PROTOCOL, new ShownCounts(PROTOCOL));
        assertThat(measured.result().verdict(TaskData.COUNTS_TREES)).isEqualTo(Verdict.EQUAL);
        assertThat(new TargetCheck(List.of(measured), List.of(), PROTOCOL).all())
                .filteredOn(target -> target.id().equals("auroc-metabolic-syndrome"))
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.met()).isFalse();
                    assertThat(target.required()).contains("by the values themselves");
                });
    }

    @Test
    void givesAlertsByIndexDatesAndByPersonTime() {
        TaskResult result = measured(on(TASK.heldOut()));
        AlertPoint point =
                result.predictor(TaskData.MODEL).orElseThrow().alerts().getLast();
        assertThat(point.per1000IndexDates().value()).isBetween(80.0, 120.0);
        assertThat(point.per1000PersonYears().value())
                .isCloseTo(0.5 * point.per1000IndexDates().value(), within(1e-9));
        AlertPoint unknown =
                measured(TASK).predictor(TaskData.MODEL).orElseThrow().alerts().getLast();
        assertThat(unknown.per1000PersonYears().missing()).isEqualTo("person-time is not known");
    }

    @Test
    void neverTakesRowsAwayForAPublishedScore() {
        TaskRows rows = TASK.heldOut();
        TaskResult result =
                measured(with(TASK, TaskData.PUBLISHED, i -> i % 10 == 0 ? Double.NaN : of(rows, TaskData.AGE_SEX, i)));
        assertThat(result.rows()).isEqualTo(rows.known());
        assertThat(result.against(TaskData.PUBLISHED).orElseThrow().rows()).isLessThan(rows.known());
    }

    @Test
    void neverTakesRowsAwayForAnotherModel() {
        TaskRows rows = TASK.heldOut();
        TaskResult alone = measured(with(TASK, TaskData.MODEL, i -> of(rows, TaskData.MODEL, i)));
        TaskResult beside = measured(with(TASK, OTHER, i -> i % 3 == 0 ? Double.NaN : of(rows, TaskData.AGE_SEX, i)));
        assertSameBut(beside, alone);
        Difference apart = beside.against(OTHER).orElseThrow();
        assertThat(apart.rows()).isBetween(rows.known() / 2, rows.known() * 3 / 4);
        assertThat(apart.verdict()).isEqualTo(Verdict.BEATS);
    }

    @Test
    void neverTakesLostRowsAwayForAnotherModel() {
        TaskRows rows = TASK.heldOut();
        TaskResult alone = measured(with(TASK, TaskData.MODEL, i -> of(rows, TaskData.MODEL, i)));
        TaskResult beside =
                measured(with(TASK, OTHER, i -> rows.weights()[i] == 0 ? Double.NaN : of(rows, TaskData.AGE_SEX, i)));
        assertSameBut(beside, alone);
        assertThat(beside.against(OTHER).orElseThrow().rows()).isEqualTo(rows.known());
    }

    private static void assertSameBut(TaskResult beside, TaskResult alone) {
        assertThat(beside.rows()).isEqualTo(alone.rows());
        assertThat(beside.patients()).isEqualTo(alone.patients());
        assertThat(beside.fellOut()).isEqualTo(alone.fellOut());
        assertThat(beside.predictors()).isEqualTo(alone.predictors());
        assertThat(beside.differences()).containsAll(alone.differences());
        assertThat(beside.subgroups()).isEqualTo(alone.subgroups());
        assertThat(beside.gaps()).isEqualTo(alone.gaps());
    }

    @Test
    void comparesAnotherModelThatAnswersAllWithTheRest() {
        TaskRows rows = TASK.heldOut();
        TaskResult result = measured(with(TASK, OTHER, i -> of(rows, TaskData.AGE_SEX, i)));
        assertThat(result.predictor(OTHER)).isPresent();
        assertThat(result.notCompared()).doesNotContainKey(OTHER);
    }

    @Test
    void holdsBackAnotherModelThatLeavesFewUnanswered() {
        TaskRows rows = TASK.heldOut();
        int last = lastKnown(rows);
        assertHeldBack(with(TASK, OTHER, i -> i == last ? Double.NaN : of(rows, TaskData.AGE_SEX, i)));
    }

    @Test
    void holdsBackAnotherModelThatLeavesFewCasesUnanswered() {
        TaskRows rows = TASK.heldOut();
        long one = often(1).iterator().next();
        assertHeldBack(with(
                TASK,
                OTHER,
                i -> rows.patients()[i] == one || i % 4 == 0 && rows.weights()[i] > 0 && !rows.events()[i]
                        ? Double.NaN
                        : of(rows, TaskData.AGE_SEX, i)));
    }

    @Test
    void holdsBackAThirdModelWhoseRowsAreNearlyTheSecondOnes() {
        TaskRows rows = TASK.heldOut();
        int last = lastKnown(rows);
        TaskData second = with(TASK, OTHER, i -> i % 3 == 0 ? Double.NaN : of(rows, TaskData.AGE_SEX, i));
        String third = "model 3 (other 1.0.0)";
        TaskResult result = measured(
                with(second, third, i -> i % 3 == 0 || i == last ? Double.NaN : of(rows, TaskData.AGE_SEX, i)));
        assertThat(last % 3).isPositive();
        assertThat(result.against(OTHER)).isPresent();
        assertThat(result.against(third)).isEmpty();
    }

    @Test
    void holdsBackAnotherModelThatLeavesOnePatientUnanswered() {
        TaskRows rows = TASK.heldOut();
        long last = rows.patients()[lastKnown(rows)];
        assertHeldBack(with(TASK, OTHER, i -> rows.patients()[i] == last ? Double.NaN : of(rows, TaskData.AGE_SEX, i)));
    }

    /** The many rows that it leaves unanswered are few patients': rows alone would not tell. */
    @Test
    void holdsBackAnotherModelThatLeavesManyRowsOfFewPatientsUnanswered() {
        TaskRows rows = TASK.heldOut();
        Set<Long> few =
                Arrays.stream(rows.patients()).boxed().distinct().limit(8).collect(Collectors.toSet());
        assertThat(rows.where(i -> few.contains(rows.patients()[i])).known()).isGreaterThan(10);
        assertHeldBack(
                with(TASK, OTHER, i -> few.contains(rows.patients()[i]) ? Double.NaN : of(rows, TaskData.AGE_SEX, i)));
    }

    @Test
    void holdsBackAPublishedScoreThatWouldTellANumberHeldBack() {
        TaskRows rows = TASK.heldOut();
        int last = lastKnown(rows);
        TaskData labs = with(TASK, TaskData.LAST_LABS, i -> i == last ? Double.NaN : of(rows, TaskData.LAST_LABS, i));
        TaskResult result = measured(with(
                labs, TaskData.PUBLISHED, i -> rows.weights()[i] == 0 ? Double.NaN : of(rows, TaskData.AGE_SEX, i)));
        assertThat(result.fellOut().notAllAnswered()).isNull();
        assertThat(result.notCompared().get(TaskData.PUBLISHED)).startsWith("held back");
    }

    @Test
    void holdsBackWithATaskWhoIsComparedApart() {
        TaskRows rows = TASK.heldOut();
        Set<Long> few = often(4);
        TaskRows rare = rows.where(i -> few.contains(rows.patients()[i]) || !rows.events()[i] && rows.weights()[i] > 0);
        TaskResult result =
                measured(with(on(rare), OTHER, i -> i % 3 == 0 ? Double.NaN : of(rare, TaskData.AGE_SEX, i)));
        assertThat(result.missing()).isNotNull();
        assertThat(result.notCompared().get(OTHER)).startsWith("held back");
    }

    private static void assertHeldBack(TaskData task) {
        TaskResult result = measured(task);
        assertThat(result.against(OTHER)).isEmpty();
        assertThat(result.notCompared().get(OTHER)).startsWith("held back").contains("fewer than 10");
    }

    private static int lastKnown(TaskRows rows) {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.weights()[i] > 0)
                .max()
                .orElseThrow();
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
                TASK.outcome(),
                365,
                0,
                0,
                Map.of(),
                Map.of(),
                null,
                Double.NaN,
                rows.where(i -> !rows.events()[i]),
                null);
        TaskResult result = measured(quiet);
        assertThat(result.missing()).isEqualTo("fewer than 10 patients with the diagnosis, or without");
        assertThat(result.events()).isNull();
        assertThat(result.predictors()).isEmpty();
        assertThat(result.verdict(TaskData.COUNTS_TREES)).isEqualTo(Verdict.NOT_COMPARED);
    }

    @Test
    void saysWhyThereIsNoLeadTimeWithoutTuningRows() {
        TaskData task =
                new TaskData(TASK.outcome(), 1095, 0, 0, Map.of(), Map.of(), null, Double.NaN, TASK.heldOut(), null);
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

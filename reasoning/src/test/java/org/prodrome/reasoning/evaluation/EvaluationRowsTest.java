package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.reasoning.TestRecords.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.evaluation.baseline.BaselineSettings;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.timeline.DataVersion;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.FollowUp;
import org.prodrome.reasoning.training.Outcomes;
import org.prodrome.reasoning.training.Progress;
import org.prodrome.reasoning.training.RecordSource;
import org.prodrome.reasoning.training.Split;
import org.prodrome.reasoning.training.TestCohort;
import org.prodrome.reasoning.training.TestSource;

class EvaluationRowsTest {

    private static final ModelVersion VERSION = new ModelVersion("last-hba1c", "1", "00", true, "CPU");
    private static final Outcome DIABETES = new Outcome("type-2-diabetes", "type 2 diabetes");
    private static final Timelines TIMELINES = Timelines.load();
    private static final Outcomes OUTCOMES = Outcomes.load().only(Set.of("type-2-diabetes", "hypertension"));

    @TempDir
    private Path directory;

    private static ModelAnswer lastHba1c(Timeline timeline) {
        double last = timeline.entries().stream()
                .filter(entry -> entry.concept().equals("lab/hba1c"))
                .map(TimelineEntry::value)
                .mapToDouble(value -> value instanceof NormalisedValue.Number(double number, String unit) ? number : 0)
                .reduce(0, (before, now) -> now);
        double p = Math.clamp(0.02 + 0.3 * (last - 5.4), 0.01, 0.9);
        List<Risk> risks = new ArrayList<>();
        for (int horizon : List.of(90, 1095)) {
            risks.add(new Risk(DIABETES, horizon, p, p, p, null));
            risks.add(new Risk(new Outcome("hypertension", "hypertension"), horizon, 0.1, 0.1, 0.1, null));
        }
        return new ModelAnswer.RiskProfile(VERSION, risks, List.of(), Map.of(), 0, 0);
    }

    private static List<ModelAnswer> answers(List<Timeline> timelines) {
        return timelines.stream().map(EvaluationRowsTest::lastHba1c).toList();
    }

    private static EvaluationRows rows() {
        return rows(DataVersion.hash());
    }

    private static EvaluationRows rows(String dataVersion) {
        return new EvaluationRows(
                TIMELINES,
                OUTCOMES,
                new EvaluationSettings(List.of(1095), 365, 50, 3),
                BaselineSettings.load().small(),
                Progress.SILENT,
                dataVersion);
    }

    private EvaluationOrder order(Scorer scorer, Map<String, RecordSource> external, List<Path> oracle) {
        return new EvaluationOrder(
                new TestSource(TestCohort.of(500)),
                external,
                List.of(Predictor.model(scorer, entry -> true)),
                "test",
                directory,
                oracle);
    }

    private static TaskData task(EvaluationData data, int site) {
        return data.sites().get(site).task(DIABETES.id(), 1095).orElseThrow();
    }

    private static double[] of(String predictor, TaskRows rows) {
        return Objects.requireNonNull(rows.probabilities().get(predictor), predictor);
    }

    @Test
    void hasEverybodyAnswerTheSameRows() {
        EvaluationData data = rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()));
        TaskData task = task(data, 0);
        assertThat(task.outcome()).isEqualTo(DIABETES);
        assertThat(task.heldOut().probabilities())
                .containsOnlyKeys(
                        TaskData.MODEL,
                        TaskData.AGE_SEX,
                        TaskData.COUNTS_REGRESSION,
                        TaskData.COUNTS_TREES,
                        TaskData.LAST_LABS);
        TaskRows tuning = Objects.requireNonNull(task.tuning());
        for (TaskRows rows : List.<TaskRows>of(task.heldOut(), tuning)) {
            assertThat(rows.eventCount()).isPositive();
            rows.probabilities().values().forEach(column -> {
                assertThat(column).hasSize(rows.size());
                for (double p : column) {
                    assertThat(p).isBetween(0.0, 1.0);
                }
            });
        }
        assertThat(task.prevalent()).isPositive();
        assertThat(task.censored()).isPositive();
        assertThat(task.silent()).containsKeys(TaskData.ORACLE, TaskData.PUBLISHED);
    }

    @Test
    void keepsEveryHorizonThatTheModelAnswersToTheBit() {
        EvaluationData.Site fresh = rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()))
                .sites()
                .getFirst();
        EvaluationData.Site kept = rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()))
                .sites()
                .getFirst();
        assertThat(fresh.horizons()).extracting(HorizonRows::horizonDays).contains(90, 1095);
        HorizonRows any = Objects.requireNonNull(fresh.anyOfThese());
        assertThat(any.horizonDays()).isEqualTo(90);
        assertThat(Objects.requireNonNull(kept.anyOfThese()).probabilities()).containsExactly(any.probabilities());
        assertThat(kept.horizons().getFirst().probabilities())
                .isNotEmpty()
                .containsExactly(fresh.horizons().getFirst().probabilities());
        assertThat(task(rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of())), 0)
                        .datesPerPersonYear())
                .isBetween(0.3, 1.3);
    }

    @Test
    void saysThatTooFewHaveADiagnosisToFitAnything() {
        EvaluationData data = rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()));
        TaskData rare = data.sites().getFirst().task("hypertension", 1095).orElseThrow();
        assertThat(rare.heldOut().eventCount()).isZero();
        assertThat(rare.silent().get(TaskData.COUNTS_TREES)).contains("too few training rows");
    }

    @Test
    void asksAnOracleWhatItAskedItselfAndReadsItsAnswersBack() throws IOException {
        rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()));
        Path answered = directory.resolve("oracle.ndjson");
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory.resolve("index.ndjson.gz"))),
                StandardCharsets.UTF_8))) {
            in.lines().forEach(lines::add);
        }
        assertThat(lines.getFirst())
                .contains(
                        "\"patient\":\"person-", "\"outcome\":", "\"horizonDays\":1095", "\"gapDays\":0", "\"split\":");
        List<String> some = lines.stream()
                .filter(line -> line.contains("type-2-diabetes"))
                .map(line -> line.replace("}", ",\"probability\":0.25,\"effectiveSampleSize\":100.5}"))
                .toList();
        Files.write(answered, some.subList(0, some.size() - 1));
        Scorer never = timelines -> {
            throw new IllegalStateException("rows were kept");
        };
        TaskData task = task(rows().of(order(never, Map.of(), List.of(answered))), 0);
        TaskRows tuning = Objects.requireNonNull(task.tuning());
        double[] held = of(TaskData.ORACLE, task.heldOut());
        double[] tuned = of(TaskData.ORACLE, tuning);
        assertThat(held.length + tuned.length).isEqualTo(some.size());
        int missing = 0;
        for (double[] column : List.of(held, tuned)) {
            for (double p : column) {
                missing += Double.isNaN(p) ? 1 : 0;
                assertThat(Double.isNaN(p) || p == 0.25).isTrue();
            }
        }
        assertThat(missing).isEqualTo(1);
    }

    @Test
    void keepsWhatItComputedToTheBit() {
        EvaluationData first = rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()));
        EvaluationData again = rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()));
        TaskRows before = task(first, 0).heldOut();
        TaskRows after = task(again, 0).heldOut();
        assertThat(after.patients()).containsExactly(before.patients());
        assertThat(after.weights()).containsExactly(before.weights());
        before.probabilities()
                .forEach((name, column) -> assertThat(of(name, after)).containsExactly(column));
        assertThat(task(again, 0).silent()).isEqualTo(task(first, 0).silent());
    }

    @Test
    void makesRowsAndBaselinesAnewWithOtherDataFiles() throws IOException {
        rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()));
        Path fit = directory.resolve("work/baselines/type-2-diabetes-1095.fit");
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(fit, longAgo);
        AtomicInteger asked = new AtomicInteger();
        Scorer counting = timelines -> {
            asked.addAndGet(timelines.size());
            return answers(timelines);
        };

        rows("another table of units").of(order(counting, Map.of(), List.of()));

        assertThat(asked).hasPositiveValue();
        assertThat(Files.getLastModifiedTime(fit)).isNotEqualTo(longAgo);
    }

    @Test
    void putsNoIndexFileOfRealPatientsBesideTheReport() {
        rows().of(new EvaluationOrder(
                TestSource.real(TestCohort.of(500)),
                Map.of("elsewhere", TestSource.real(TestCohort.of(120))),
                List.of(Predictor.model(EvaluationRowsTest::answers, entry -> true)),
                "test",
                directory,
                List.of()));
        assertThat(directory).isDirectoryNotContaining("glob:**index*");
    }

    @Test
    void anotherModelAndAnotherSiteLeaveTheFittedBaselinesAsTheyAre() throws IOException {
        rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()));
        Path fit = directory.resolve("work/baselines/type-2-diabetes-1095.fit");
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(fit, longAgo);

        rows().of(new EvaluationOrder(
                new TestSource(TestCohort.of(500)),
                Map.of("elsewhere", new TestSource(TestCohort.of(120))),
                List.of(Predictor.model(EvaluationRowsTest::answers, entry -> true)),
                "another model",
                directory,
                List.of()));

        assertThat(Files.getLastModifiedTime(fit)).isEqualTo(longAgo);
    }

    @Test
    void measuresAllPatientsOfAnotherSiteWithThresholdsFromHere() {
        RecordSource other = new TestSource(TestCohort.of(120));
        EvaluationData data = rows().of(order(EvaluationRowsTest::answers, Map.of("elsewhere", other), List.of()));
        EvaluationData.Site site = data.sites().get(1);
        assertThat(site.name()).isEqualTo("elsewhere");
        assertThat(site.patients()).isGreaterThan(100);
        assertThat(task(data, 1).tuning()).isSameAs(task(data, 0).tuning());
        assertThat(of(TaskData.COUNTS_TREES, task(data, 1).heldOut()))
                .hasSize(task(data, 1).heldOut().size());
        assertThat(directory.resolve("index-elsewhere.ndjson.gz")).isRegularFile();
    }

    @Test
    void nothingPlantedAfterAnIndexDateChangesAnAnswerByABit() {
        List<PatientRecord> changed =
                TestCohort.of(500).stream().map(EvaluationRowsTest::withLateLab).toList();
        EvaluationData data = rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()));
        EvaluationData later = rows().of(new EvaluationOrder(
                new TestSource(changed),
                Map.of(),
                List.of(Predictor.model(EvaluationRowsTest::answers, entry -> true)),
                "test",
                null,
                List.of()));
        TaskRows before = task(data, 0).heldOut();
        TaskRows after = task(later, 0).heldOut();
        before.probabilities()
                .forEach((name, column) -> assertThat(of(name, after)).containsExactly(column));
    }

    /** A frightening value on the day after the last index date that can be of everyone who isn't trained on. */
    private static PatientRecord withLateLab(PatientRecord record) {
        FollowUp life = FollowUp.of(record, OUTCOMES).orElseThrow();
        if (Split.of(life.patient()) == Split.TRAINING) {
            return record;
        }
        LocalDate last = life.birth().plusDays(life.endAge() + 1L);
        return TestRecords.record(
                record.patient().value(),
                life.birth(),
                life.sex(),
                null,
                TestRecords.with(record, lab("late", "4548-4", last, "14", "%")));
    }

    @Test
    void ranksWhatIsRecordedNextThreeWays() {
        EvaluationData data = rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of()));
        DifferentialRows rows = Objects.requireNonNull(data.sites().getFirst().differential());
        assertThat(rows.patients()).isNotEmpty();
        assertThat(rows.ranks())
                .containsOnlyKeys(TaskData.MODEL, DifferentialRows.FREQUENCY, DifferentialRows.NEIGHBOURS);
        rows.ranks()
                .values()
                .forEach(ranks ->
                        assertThat(ranks).hasSize(rows.patients().length).containsOnly(1));
    }

    @Test
    void drawsNoMoreRowsOfAPatientThanAsked() {
        EvaluationData data = new EvaluationRows(
                        TIMELINES,
                        OUTCOMES,
                        new EvaluationSettings(List.of(1095), 365, 50, 3, 2),
                        BaselineSettings.load().small(),
                        Progress.SILENT)
                .of(order(EvaluationRowsTest::answers, Map.of(), List.of()));
        EvaluationData.Site site = data.sites().getFirst();
        assertThat(site.indexDates()).isLessThanOrEqualTo(2 * site.patients()).isGreaterThan(site.patients());
    }

    @Test
    void refusesDataWithoutAnythingToMeasureOn() {
        EvaluationOrder nobody = EvaluationOrder.of(new TestSource(List.of()), EvaluationRowsTest::answers);
        assertThatThrownBy(() -> rows().of(nobody))
                .isInstanceOf(RefusedData.class)
                .hasMessageContaining("held-out patients")
                .hasMessageContaining("0 patients");
    }

    @Test
    void refusesDataThatTheModelCannotRead() {
        EvaluationOrder strange = new EvaluationOrder(
                new TestSource(TestCohort.of(100)),
                Map.of(),
                List.of(Predictor.model(EvaluationRowsTest::answers, entry -> false)),
                "test",
                null,
                List.of());
        assertThatThrownBy(() -> rows().of(strange))
                .isInstanceOf(RefusedData.class)
                .hasMessageContaining("vocabulary");
    }

    @Test
    void refusesAnOracleOfOtherRowsAndOneThatIsNoOracle() throws IOException {
        Path other = Files.writeString(
                directory.resolve("other.ndjson"),
                "{\"patient\":\"x\",\"date\":\"2000-01-01\",\"outcome\":\"a\",\"horizonDays\":1,\"probability\":0.1}\n");
        assertThatThrownBy(() -> rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of(other))))
                .isInstanceOf(RefusedData.class)
                .hasMessageContaining("got none");
        Path broken = Files.writeString(directory.resolve("broken.ndjson"), "{\"patient\":\"x\",\n");
        assertThatThrownBy(() -> rows().of(order(EvaluationRowsTest::answers, Map.of(), List.of(broken))))
                .isInstanceOf(RefusedData.class)
                .hasMessageContaining("line 1 of broken.ndjson");
    }
}

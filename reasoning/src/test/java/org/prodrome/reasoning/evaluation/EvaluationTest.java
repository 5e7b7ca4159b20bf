package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.Outcomes;
import org.prodrome.reasoning.training.Progress;
import org.prodrome.reasoning.training.TestCohort;
import org.prodrome.reasoning.training.TestSource;

class EvaluationTest {

    private static final ModelVersion VERSION = new ModelVersion("last-hba1c", "1", "00", true, "CPU");
    private static final Outcome DIABETES = new Outcome("type-2-diabetes", "type 2 diabetes");

    /** Knows the last HbA1c, and nothing of people it has no HbA1c of. */
    private static ModelAnswer lastHba1c(Timeline timeline) {
        double last = timeline.entries().stream()
                .filter(entry -> entry.concept().equals("lab/hba1c"))
                .map(TimelineEntry::value)
                .mapToDouble(value -> value instanceof NormalisedValue.Number(double number, String unit) ? number : 0)
                .reduce(0, (before, now) -> now);
        double p = Math.clamp(0.02 + 0.3 * (last - 5.4), 0.01, 0.9);
        return new ModelAnswer.RiskProfile(
                VERSION, List.of(new Risk(DIABETES, 1095, p, p, p, null)), List.of(), Map.of(), 0, 0);
    }

    private static EvaluationReport run(Scorer scorer) {
        return new Evaluation(
                        Timelines.load(),
                        Outcomes.load(),
                        new EvaluationSettings(List.of(365, 1095), 365, 100, 3),
                        Progress.SILENT)
                .run(new TestSource(TestCohort.of(400)), scorer);
    }

    private static EvaluationReport ofLastHba1c() {
        return run(
                timelines -> timelines.stream().map(EvaluationTest::lastHba1c).toList());
    }

    @Test
    void findsThatARisingLabForetellsMoreThanAgeAndSex() {
        TaskResult result = ofLastHba1c().internal().tasks().getFirst();
        assertThat(result.outcome()).isEqualTo("type-2-diabetes");
        assertThat(result.horizonDays()).isEqualTo(1095);
        assertThat(result.events()).isGreaterThan(20);
        assertThat(result.predictor(TaskData.MODEL)
                        .orElseThrow()
                        .figures()
                        .auroc()
                        .value())
                .isGreaterThan(0.85);
        assertThat(result.verdict(TaskData.AGE_SEX)).isEqualTo(Verdict.BEATS);
        assertThat(result.fellOut().prevalent()).isPositive();
        assertThat(result.fellOut().censored()).isPositive();
    }

    @Test
    void givesTheSameReportForTheSameSeed() {
        assertThat(ReportFiles.json(ofLastHba1c())).isEqualTo(ReportFiles.json(ofLastHba1c()));
    }

    @Test
    void countsWhatTheModelDidNotAnswer() {
        EvaluationReport report = run(timelines -> timelines.stream()
                .<ModelAnswer>map(timeline -> new ModelAnswer.Unavailable("switched off"))
                .toList());
        SiteResult site = report.internal();
        assertThat(site.tasks()).isEmpty();
        assertThat(site.unavailable()).isEqualTo(site.indexDates()).isPositive();
    }

    @Test
    void writesAPageThatSaysItIsSynthetic(@TempDir Path directory) throws IOException {
        ReportFiles.write(ofLastHba1c(), directory);
        String page = Files.readString(directory.resolve("report.html"));
        assertThat(page).contains("synthetic records", "<svg", "type 2 diabetes within 3 years");
        assertThat(page).doesNotContain("<script", "http://", "https://", "NaN");
        assertThat(Files.readString(directory.resolve("report.json"))).doesNotContain("NaN");
    }
}

package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Verdict.Kind;
import org.prodrome.reasoning.training.Progress;

class ReportPageTest {

    private static final EvaluationReport REPORT = report(TestSites.of(400, 40, "gout", "rare<b>"));

    private static EvaluationReport report(EvaluationData data) {
        return new Measuring(data, Protocol.load(), Progress.SILENT).report(TestSites.explanations());
    }

    private static final String PAGE = new ReportPage(REPORT).html();

    @Test
    void saysFirstThatItIsSyntheticThenHowTheModelStandsBesideTrees() {
        assertThat(PAGE.indexOf("synthetic records")).isPositive().isLessThan(PAGE.indexOf("verdict-line\">"));
        assertThat(PAGE.indexOf("Counts + XGBoost in")).isLessThan(PAGE.indexOf("<table"));
    }

    @Test
    void reachesForNothingOutside() {
        assertThat(PAGE).doesNotContain("<script", "http:", "https:", "url(", "@import", "src=", "NaN", "null");
    }

    @Test
    void drawsEveryPlotOfATask() {
        assertThat(PAGE)
                .contains("ROC curves of gout", "Precision and recall of gout", "Reliability of gout")
                .contains("Decision curves of gout", "Lead time of gout", "AUROC with gaps of gout")
                .contains("AUROC by subgroup of gout", "Deletion curve", "Share of the oracle's gain");
    }

    @Test
    void saysOnceWhyAPredictorIsNotCompared() {
        assertThat(PAGE)
                .contains("Published score: not computable: family history is not recorded")
                .doesNotContain("not computable: not computable");
    }

    @Test
    void writesEveryNumberBelowNothingWithAMinus() {
        assertThat(Words.number(-0.3, 1)).isEqualTo("−0.3").isEqualTo(Words.signed(-0.3, 1));
        assertThat(Words.number(-0.03, 1)).isEqualTo("0.0");
        assertThat(Words.percent(-0.3)).isEqualTo("−30%");
        assertThat(PAGE).doesNotContainPattern("(>|to )-[0-9]");
    }

    @Test
    void leadsFromTheVerdictToTheTask() {
        assertThat(PAGE)
                .contains("href=\"#internal-gout-365\"", "id=\"internal-gout-365\"", "id=\"another-state-gout-365\"");
    }

    @Test
    void escapesNames() {
        assertThat(PAGE).contains("rare&lt;b&gt;").doesNotContain("rare<b>");
    }

    @Test
    void showsAModelThatDoesNotBeatTreesAsSuch() {
        TaskData task = TestTasks.task(1200, 1095, 5);
        task.heldOut().probabilities().put(TaskData.MODEL, task.heldOut().of(TaskData.AGE_SEX));
        EvaluationReport worse = report(new EvaluationData(
                null,
                true,
                new EvaluationSettings(List.of(1095), 365, 60, 3),
                List.of(new EvaluationData.Site(EvaluationData.INTERNAL, 1200, 4800, 0, List.of(task), null)),
                null));
        assertThat(new ReportPage(worse).html())
                .contains(
                        "in none of 1 tasks; in 1 it <span class=\"chip below\">does not beat</span> it and is worse");
        assertThat(worse.lines()).anySatisfy(line -> assertThat(line).contains("does not beat it, and is worse, in 1"));
    }

    @Test
    void saysWhatCouldNotBeMeasured() {
        TaskData task = TestTasks.task(100, 365, 5);
        TaskData quiet = new TaskData(
                new Outcome("gout", "gout"),
                365,
                0,
                0,
                Map.of(),
                Map.of(),
                null,
                Double.NaN,
                task.heldOut().where(i -> !task.heldOut().events()[i]),
                null);
        EvaluationReport none = report(new EvaluationData(
                null,
                false,
                new EvaluationSettings(List.of(365), 365, 40, 3),
                List.of(new EvaluationData.Site(EvaluationData.INTERNAL, 100, 400, 400, List.of(quiet), null)),
                null));
        assertThat(new ReportPage(none).html())
                .contains("Not measured: fewer than 10 patients with the diagnosis, or without", "No model answered")
                .doesNotContain("class=\"synthetic\"");
        assertThat(none.lines()).anySatisfy(line -> assertThat(line).contains("fewer than 10 patients"));
    }

    @Test
    void holdsBackSmallNumbersOfThoseLeftOut() throws IOException {
        assertThat(PAGE)
                .contains("a number held back had the diagnosis already", "Held back: fewer than 10")
                .contains("on a number held back the model declined (too little history)")
                .contains("no model answered at fewer than 10 of them")
                .doesNotContain("7 had the diagnosis", "on 3 the model", "at 2 of them");
        JsonNode site = new ObjectMapper().readTree(ReportFiles.json(REPORT)).path("internal");
        JsonNode out = site.path("tasks").path(0).path("fellOut");
        assertThat(site.path("unavailable").isNull()).isTrue();
        assertThat(out.path("prevalent").isNull()).isTrue();
        assertThat(site.path("tasks").path(1).path("fellOut").path("censored").asInt())
                .isGreaterThanOrEqualTo(10);
        assertThat(out.path("abstained")).isEmpty();
        assertThat(out.path("abstainedHeldBack").path(0).asText()).isEqualTo("too little history");
    }

    @Test
    void countsIndexDatesAndPatientsApart() {
        assertThat(PAGE)
                .containsPattern("[0-9,]+ of the index dates, of [0-9,]+ patients, were followed by it")
                .contains("Alerts per 1,000 index dates", "In use every visit is asked")
                .contains("the first visit at or after a random day of each year")
                .doesNotContain("patient-years", "were diagnosed");
        assertThat(ReportFiles.json(REPORT)).contains("per1000IndexDates").doesNotContain("PatientYears");
    }

    @Test
    void showsEveryHorizonThatIsAnsweredAndNamesWhatIsNotEvaluated() {
        EvaluationData data = TestSites.of(400, 40, "gout");
        EvaluationData.Site site = data.sites().getFirst();
        TaskRows rows = site.tasks().getFirst().heldOut();
        HorizonRows near = new HorizonRows(
                "gout", "gout", 90, rows.patients(), rows.events(), rows.weights(), rows.of(TaskData.MODEL));
        HorizonRows far =
                new HorizonRows("gout", "gout", 3650, new long[0], new boolean[0], new double[0], new double[0]);
        EvaluationData.Site with = new EvaluationData.Site(
                site.name(), 400, 1600, 0, site.tasks(), site.differential(), List.of(near, far), near);
        EvaluationReport report = report(new EvaluationData(null, true, data.settings(), List.of(with), null));
        assertThat(new ReportPage(report).html())
                .contains("Within 90 days, 10 years this is all that was evaluated")
                .contains(
                        "no answered index date was observed so long", "“None of these” of the differential, within 90")
                .contains("not evaluated here", "which is not calibrated");
        assertThat(ReportFiles.json(report)).contains("\"anyOfThese\"", "\"notEvaluated\"");
    }

    @Test
    void judgesCalibrationAtEveryHorizonThatIsShownAndShowsHowVerdictsHeld() throws IOException {
        EvaluationData data = TestSites.of(400, 40, "gout");
        EvaluationData.Site site = data.sites().getFirst();
        TaskRows rows = site.tasks().getLast().heldOut().where(i -> true);
        Kind[] verdicts = new Kind[rows.size()];
        Arrays.setAll(verdicts, i -> i % 2 == 0 ? Kind.UNLIKELY : Kind.UNDETERMINED);
        HorizonRows far = new HorizonRows(
                "gout",
                "gout",
                1825,
                rows.patients(),
                rows.events(),
                rows.weights(),
                rows.of(TaskData.MODEL),
                verdicts);
        EvaluationData.Site with = new EvaluationData.Site(
                site.name(), 400, 1600, 0, site.tasks(), site.differential(), List.of(far), null);
        EvaluationReport report = report(new EvaluationData(null, true, data.settings(), List.of(with), null));
        assertThat(report.summary().targets())
                .filteredOn(target -> target.id().equals("calibration-slope"))
                .singleElement()
                .satisfies(target -> assertThat(target.measured()).contains(" of 3 outcomes and horizons, "));
        assertThat(new ReportPage(report).html())
                .contains("<h3>High, low and undetermined</h3>", "<th scope=\"col\">Calibration slope</th>")
                .contains("Of those followed by it the share is below 90% in 1 of 1 outcomes and horizons");
        JsonNode shown = new ObjectMapper()
                .readTree(ReportFiles.json(report))
                .path("internal")
                .path("horizons")
                .path(0);
        assertThat(shown.path("calibrationSlope").path("interval").path("low").isNumber())
                .isTrue();
        assertThat(shown.path("conformal").path("eventsCovered").path("value").asDouble())
                .isBetween(0.4, 0.6);
        assertThat(shown.path("conformal").path("othersCovered").path("value").asDouble())
                .isEqualTo(1);
        assertThat(report.protocol().notEvaluated())
                .noneMatch(words -> words.contains("likely"))
                .anyMatch(words -> words.startsWith("the band around a risk"));
    }

    @Test
    void writesJsonWithoutNaN(@TempDir Path directory) throws IOException {
        ReportFiles.write(REPORT, directory);
        JsonNode report = new ObjectMapper().readTree(Files.readString(directory.resolve("report.json")));
        assertThat(report.path("format").asInt()).isEqualTo(3);
        JsonNode task = report.path("internal").path("tasks").path(0);
        assertThat(task.path("differences").path(0).path("verdict").isTextual()).isTrue();
        assertThat(task.path("predictors")
                        .path(0)
                        .path("figures")
                        .path("auroc")
                        .path("value")
                        .isNumber())
                .isTrue();
        JsonNode published = report.path("internal")
                .path("tasks")
                .path(0)
                .path("notCompared")
                .path("published");
        assertThat(published.asText()).contains("not computable");
        assertThat(report.path("summary")
                        .path("tasks")
                        .path(0)
                        .path("verdicts")
                        .path("age-sex")
                        .isTextual())
                .isTrue();
        assertThat(Files.readString(directory.resolve("report.json"))).doesNotContain("NaN");
    }
}

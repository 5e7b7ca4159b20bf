package org.prodrome.reasoning.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.model.ModelVersion;

/** The report as one HTML page without scripts or outside files. */
final class ReportPage {

    private final EvaluationReport report;
    private final Protocol protocol;

    ReportPage(EvaluationReport report) {
        this.report = report;
        this.protocol = report.protocol();
    }

    String html() {
        SiteResult internal = report.internal();
        HorizonPart horizons = new HorizonPart(report);
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Evaluation</title><style>%s</style></head><body>
                <main>%s<h1>Evaluation</h1>
                <p class="soft">%s %s</p>
                %s
                %s
                <h2>Targets</h2>
                %s
                %s%s%s%s%s%s
                %s
                %s
                </main></body></html>
                """.formatted(
                        style(),
                        synthetic(),
                        model(),
                        counts(internal),
                        verdictLines(),
                        new VerdictTable(internal, protocol).html(),
                        TargetList.html(report.summary().targets()),
                        oracle(),
                        horizons.html(internal),
                        horizons.notEvaluated(),
                        new DifferentialPart(protocol).html(internal.differential()),
                        new ExplanationPart(protocol).html(report.explanations()),
                        sections(internal),
                        report.external().stream().map(this::external).collect(Collectors.joining("\n")),
                        new MethodPart(report).html());
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(ReportPage.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ReasoningException.BrokenDataFile("report.css: expected on the class path", e);
        }
    }

    private String synthetic() {
        return report.summary().synthetic()
                ? "<p class=\"synthetic\">Trained or evaluated on synthetic records. These figures show whether the machinery finds"
                        + " what is there to be found; they say nothing of real patients.</p>\n"
                : "";
    }

    private String model() {
        ModelVersion model = report.model();
        return model == null
                ? "No model answered."
                : "Model " + Html.escaped(model.name()) + " " + Html.escaped(model.version()) + ", computed on "
                        + Html.escaped(model.device()) + ", manifest "
                        + Html.escaped(model.hash()
                                .substring(0, Math.min(16, model.hash().length()))) + "….";
    }

    private String counts(SiteResult site) {
        return String.format(
                Locale.ROOT,
                "%,d patients, %,d index dates%s.",
                site.patients(),
                site.indexDates(),
                unanswered(site.unavailable()));
    }

    private String unanswered(@Nullable Integer dates) {
        if (dates == null) {
            return String.format(
                    Locale.ROOT,
                    ", no model answered at fewer than %d of them",
                    report.protocol().smallCell());
        }
        return dates == 0 ? "" : String.format(Locale.ROOT, ", no model answered at %,d of them", dates);
    }

    /** What governance asks first: is it better than what an afternoon's work would give. */
    private String verdictLines() {
        return report.summary().tallies().stream()
                .filter(tally -> tally.baseline().equals(TaskData.COUNTS_TREES)
                        || tally.baseline().equals(TaskData.LAST_LABS))
                .map(ReportPage::verdictLine)
                .collect(Collectors.joining("\n"));
    }

    private static String verdictLine(Summary.Tally tally) {
        String even = tally.equal() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; in %d it is <span class=\"chip equal\">equal within interval</span>, not shown to be better",
                        tally.equal());
        String below = tally.doesNotBeat() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; in %d it <span class=\"chip below\">does not beat</span> it and is worse",
                        tally.doesNotBeat());
        String beats = tally.beats() > 0 ? "<span class=\"chip beats\">beats</span>" : "beats";
        return String.format(
                Locale.ROOT,
                "<p class=\"verdict-line\">The model %s %s in %s of %d tasks%s%s.</p>",
                beats,
                Html.escaped(tally.name()),
                tally.beats() == 0 ? "none" : String.valueOf(tally.beats()),
                tally.tasks(),
                even,
                below);
    }

    private String oracle() {
        String plots = OracleOverview.html(report);
        return plots.isEmpty()
                ? ""
                : "<h2>Beside the oracle</h2><p>The oracle knows the rules that made these patients and reasons from each record by Bayes’"
                        + " rule: nothing can do better. 1 means that the model finds all that the record tells beyond age and sex.</p>"
                        + plots;
    }

    private String sections(SiteResult site) {
        return site.tasks().stream()
                .map(task -> new TaskSection(site, task, protocol).html())
                .collect(Collectors.joining("\n"));
    }

    private String external(SiteResult site) {
        return "<h2>External: %s</h2><p>%s Thresholds are those of the model’s own tuning patients.</p>%s%s%s%s"
                .formatted(
                        Html.escaped(site.name()),
                        counts(site),
                        new VerdictTable(site, protocol).html(),
                        new HorizonPart(report).html(site).replace("h2>", "h3>"),
                        new DifferentialPart(protocol).html(site.differential()),
                        sections(site));
    }
}

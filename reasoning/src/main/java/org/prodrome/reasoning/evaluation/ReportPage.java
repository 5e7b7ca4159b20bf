package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.prodrome.reasoning.evaluation.EvaluationReport.Figure;
import org.prodrome.reasoning.evaluation.EvaluationReport.Figures;
import org.prodrome.reasoning.evaluation.EvaluationReport.Result;
import org.prodrome.reasoning.evaluation.EvaluationReport.Subgroup;
import org.prodrome.reasoning.model.ModelVersion;

/** The report as one HTML page without scripts or outside files. */
final class ReportPage {

    private static final String STYLE = """
            :root{color-scheme:light;--ink:#14212b;--soft:#5a6b78;--line:#dbe3e8;--accent:#0b6e8f;--other:#9a6b1f}
            body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);margin:0 auto;max-width:68rem;padding:1.5rem}
            h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.15rem;margin:2.2rem 0 .4rem}
            p{max-width:48rem}.soft{color:var(--soft)}
            .synthetic{background:#fff4d6;border:1px solid #e6c668;border-radius:6px;padding:.6rem .9rem;font-weight:600}
            .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
            th,td{text-align:right;padding:.35rem .6rem;border-bottom:1px solid var(--line);white-space:nowrap}
            th:first-child,td:first-child{text-align:left}th{font-weight:600;color:var(--soft);font-size:.85rem}
            .pair{display:grid;grid-template-columns:minmax(15rem,20rem) 1fr;gap:1.5rem;align-items:start}
            @media(max-width:44rem){.pair{grid-template-columns:1fr}}
            .ci{color:var(--soft);font-size:.85rem}svg text{font:11px system-ui,sans-serif;fill:var(--soft)}
            """;

    private final EvaluationReport report;

    ReportPage(EvaluationReport report) {
        this.report = report;
    }

    String html() {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Evaluation</title><style>%s</style></head><body>
                %s<h1>Evaluation</h1>
                <p class="soft">%s</p>
                %s
                <h2>Discrimination beside age and sex</h2>
                %s
                %s
                <h2>How this was measured</h2>
                %s
                </body></html>
                """.formatted(STYLE, synthetic(), model(), counts(), overview(), details(), method());
    }

    private String synthetic() {
        return report.mustSaySynthetic()
                ? "<p class=\"synthetic\">Trained or evaluated on synthetic records. These figures show that the machinery works;"
                        + " they say nothing of real patients.</p>\n"
                : "";
    }

    private String model() {
        ModelVersion model = report.model();
        return model == null
                ? "No model answered."
                : "Model " + escaped(model.name()) + " " + escaped(model.version()) + ", computed on "
                        + escaped(model.device()) + ", manifest " + escaped(shortened(model.hash()));
    }

    private static String shortened(String hash) {
        return hash.length() > 16 ? hash.substring(0, 16) + "…" : hash;
    }

    private String counts() {
        return "<p>%,d held-out patients, %,d index dates%s.</p>"
                .formatted(
                        report.heldOutPatients(),
                        report.indexDates(),
                        report.unavailable() == 0
                                ? ""
                                : ", no model answered at %,d of them".formatted(report.unavailable()));
    }

    private String overview() {
        String rows = report.results().stream().map(ReportPage::overviewRow).collect(Collectors.joining("\n"));
        return """
                <div class="wide"><table><thead><tr><th>Outcome</th><th>Within</th><th>Index dates</th><th>Events</th>
                <th>AUROC, model</th><th>AUROC, age + sex</th><th>Gain</th><th>Observed / expected</th></tr></thead>
                <tbody>%s</tbody></table></div>""".formatted(rows);
    }

    private static String overviewRow(Result result) {
        return "<tr><td>%s</td><td>%s</td><td>%,d</td><td>%,d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        escaped(result.name()),
                        within(result.horizonDays()),
                        result.rows(),
                        result.events(),
                        figure(result.model().auroc()),
                        figure(result.ageAndSex().auroc()),
                        figure(result.gain()),
                        figure(result.model().observedOverExpected()));
    }

    private static String within(int days) {
        return days % 365 == 0 ? (days == 365 ? "1 year" : days / 365 + " years") : days + " days";
    }

    private String details() {
        return report.results().stream().map(ReportPage::detail).collect(Collectors.joining("\n"));
    }

    private static String detail(Result result) {
        return """
                <h2>%s within %s</h2>
                <div class="pair"><div>%s</div><div class="wide">%s%s%s</div></div>""".formatted(
                        escaped(result.name()),
                        within(result.horizonDays()),
                        ReliabilityPlot.svg(result.reliability()),
                        figures(result),
                        excluded(result),
                        subgroups(result.subgroups()));
    }

    private static String figures(Result result) {
        return """
                <table><thead><tr><th></th><th>Model</th><th>Age + sex</th></tr></thead><tbody>%s%s%s%s%s%s%s</tbody></table>""".formatted(
                        line("AUROC", result, f -> figure(f.auroc())),
                        line("Average precision", result, f -> figure(f.averagePrecision())),
                        line("Brier score", result, f -> number(f.brier(), 4)),
                        line("Observed / expected", result, f -> figure(f.observedOverExpected())),
                        line("Calibration slope", result, f -> figure(f.calibrationSlope())),
                        line("Calibration intercept", result, f -> number(f.calibrationIntercept(), 2)),
                        line("Expected calibration error", result, f -> number(f.expectedCalibrationError(), 4)));
    }

    private static String line(String name, Result result, Function<Figures, String> cell) {
        return "<tr><td>" + name + "</td><td>" + cell.apply(result.model()) + "</td><td>"
                + cell.apply(result.ageAndSex()) + "</td></tr>";
    }

    private static String excluded(Result result) {
        String abstained = result.abstained().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(reason -> "%,d declined (%s)".formatted(reason.getValue(), escaped(reason.getKey())))
                .collect(Collectors.joining("; "));
        return "<p class=\"soft\">%,d patients. Prevalence %s. Left out: %,d already diagnosed, %,d lost to observation%s.</p>"
                .formatted(
                        result.patients(),
                        number(100.0 * result.events() / result.rows(), 2) + "%",
                        result.prevalent(),
                        result.censored(),
                        abstained.isEmpty() ? "" : "; " + abstained);
    }

    private static String subgroups(List<Subgroup> subgroups) {
        String rows = subgroups.stream()
                .map(group -> "<tr><td>%s</td><td>%,d</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                                escaped(group.group()),
                                group.rows(),
                                group.events() < 0 ? "under 10" : "%,d".formatted(group.events()),
                                group.auroc() == null ? "not shown" : number(group.auroc(), 3)))
                .collect(Collectors.joining());
        return "<table><thead><tr><th>Group</th><th>Index dates</th><th>Events</th><th>AUROC</th></tr></thead><tbody>"
                + rows + "</tbody></table>";
    }

    private String method() {
        return """
                <p>One random visit per patient-year of held-out patients with at least %d days of history. Patients already diagnosed are
                left out; the outcome counts from the day after the index date to the horizon; death before it is a non-event; index dates
                whose observation ends early are left out and the others weigh more instead (inverse probability of censoring). The baseline
                is logistic regression on age, its square, sex and their product, fitted on the training patients and asked on the same
                index dates. Intervals are 95%%, from %,d resamples of whole patients (seed %d).</p>""".formatted(
                        report.settings().historyDays(),
                        report.settings().replicates(),
                        report.settings().seed());
    }

    private static String figure(Figure figure) {
        return number(figure.value(), 3) + " <span class=\"ci\">"
                + number(figure.interval().low(), 3) + " to "
                + number(figure.interval().high(), 3) + "</span>";
    }

    private static String number(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "n/a";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One task in full. */
final class TaskSection {

    private static final double HUNDRED = 100;

    private final SiteResult site;
    private final TaskResult task;
    private final Protocol protocol;

    TaskSection(SiteResult site, TaskResult task, Protocol protocol) {
        this.site = site;
        this.task = task;
        this.protocol = protocol;
    }

    String html() {
        String body = task.missing() == null
                ? sentence() + figures() + legendAndPlots() + leadAndAlerts() + gaps() + subgroups()
                : "<p>Not measured: " + Html.escaped(task.missing()) + ".</p>";
        return "<section class=\"task\" id=\"%s\"><h2>%s within %s</h2>%s%s</section>"
                .formatted(
                        Html.anchor(site.name(), task.outcome(), task.horizonDays()),
                        Html.escaped(task.name()),
                        Words.within(task.horizonDays()),
                        body,
                        new LeftOutPart(task, protocol).html());
    }

    private String sentence() {
        return task.predictor(TaskData.MODEL).map(this::sentence).orElse("");
    }

    private String sentence(PredictorResult model) {
        Figure auroc = model.figures().auroc();
        String ranking = auroc.known()
                ? "Of two index dates, one followed by the diagnosis and one not, the model gives the first the higher risk in %s of 100 pairs."
                        .formatted(Words.number(HUNDRED * auroc.value(), 0))
                : "";
        String verdict = task.against(TaskData.COUNTS_TREES)
                .map(d -> "Beside %s: %s".formatted(Html.escaped(d.name()), Html.chip(d.verdict())))
                .orElse("It could not be compared with " + Html.escaped(protocol.nameOf(TaskData.COUNTS_TREES)) + ".");
        return String.format(
                Locale.ROOT,
                "<p class=\"sentence\">%,d index dates of %,d patients; %,d of the index dates, of %,d patients, were followed by it (%s). %s %s</p><p>%s</p>",
                task.rows(),
                task.patients(),
                task.events(),
                task.eventPatients(),
                Words.percent(task.prevalence()),
                ranking,
                verdict,
                alertWords(model));
    }

    private String alertWords(PredictorResult model) {
        LeadTime lead = model.leadTime();
        return model.alerts().stream()
                .filter(point -> point.rule().equals("PPV " + protocol.alertPrecision()))
                .filter(point ->
                        point.precision().known() && lead.shareAlerted().known())
                .findFirst()
                .map(point ->
                        "Alerting so that on the tuning patients %s of alerts are right: %s alerts per 1,000 index dates here, %s of them right, %s of cases alerted before their diagnosis%s."
                                .formatted(
                                        Words.percent(protocol.alertPrecision()),
                                        Words.number(point.per1000IndexDates().value(), 0),
                                        Words.percent(point.precision().value()),
                                        Words.percent(lead.shareAlerted().value()),
                                        lead.medianMonths().known()
                                                ? ", these by a median of "
                                                        + Words.number(
                                                                lead.medianMonths()
                                                                        .value(),
                                                                1) + " months"
                                                : ""))
                .orElse("No alert at PPV " + protocol.alertPrecision() + ": "
                        + Html.escaped(String.valueOf(lead.medianMonths().missing())) + ".");
    }

    private String legendAndPlots() {
        TaskPlots plots = new TaskPlots(task);
        return plots.legend() + plots.html();
    }

    private String figures() {
        List<List<String>> rows = task.predictors().stream().map(this::figures).toList();
        return "<h3>Ranking and calibration</h3>"
                + Html.table(
                        List.of(
                                "",
                                "AUROC",
                                "The model beside it",
                                "AUROC in strata of age + sex",
                                "Average precision",
                                "C-index (Uno)",
                                "Brier",
                                "Brier, scaled",
                                "Slope",
                                "Intercept",
                                "Observed / expected",
                                "Calibration error"),
                        rows);
    }

    private List<String> figures(PredictorResult p) {
        Figures f = p.figures();
        String beside = task.against(p.id()).map(Html::difference).orElse("");
        return List.of(
                Html.escaped(p.name()),
                Html.figure(f.auroc(), 3),
                beside,
                Html.figure(f.stratifiedAuroc(), 3),
                Html.figure(f.averagePrecision(), 3),
                Html.figure(f.concordance(), 3),
                Html.figure(f.brier(), 4),
                Html.figure(f.scaledBrier(), 3),
                Html.figure(f.calibrationSlope(), 2),
                Html.figure(f.calibrationIntercept(), 2),
                Html.figure(f.observedOverExpected(), 2),
                Html.figure(f.expectedCalibrationError(), 4));
    }

    private String leadAndAlerts() {
        List<List<String>> lead = task.predictors().stream()
                .map(p -> List.of(
                        Html.escaped(p.name()),
                        Html.share(p.leadTime().shareAlerted()),
                        Html.figure(p.leadTime().medianMonths(), 1),
                        Html.figure(p.leadTime().meanMonths(), 1),
                        Html.share(p.leadTime().heldOutPrecision())))
                .toList();
        return "<h3>Lead time at PPV " + protocol.alertPrecision() + "</h3>"
                + Html.table(
                        List.of(
                                "",
                                "Cases alerted before",
                                "Median months, of those",
                                "Mean months, over all cases",
                                "PPV on these rows"),
                        lead)
                + "<p>Of the oracle’s: mean over all cases "
                + Words.figure(task.oracle().leadMeanRatio(), 2)
                + ", median of those alerted " + Words.figure(task.oracle().leadMedianRatio(), 2) + ".</p>"
                + "<h3>Alert burden of the model</h3>"
                + task.predictor(TaskData.MODEL).map(this::alerts).orElse("");
    }

    private String alerts(PredictorResult p) {
        return personTime()
                + Html.table(
                        List.of(
                                "Threshold chosen for",
                                "Risk",
                                "Alerts per 1,000 index dates",
                                "Alerts per 1,000 person-years",
                                "Right (PPV)",
                                "Alerts per right one",
                                "Cases alerted (sensitivity)"),
                        p.alerts().stream()
                                .map(point -> List.of(
                                        Html.escaped(point.rule()),
                                        Words.percent(point.threshold()),
                                        Html.figure(point.per1000IndexDates(), 1),
                                        Html.figure(point.per1000PersonYears(), 1),
                                        Html.share(point.precision()),
                                        Html.figure(point.alertsPerCase(), 1),
                                        Html.share(point.sensitivity())))
                                .toList());
    }

    private String personTime() {
        String rate = Double.isNaN(task.datesPerPersonYear())
                ? ""
                : " There are %s of them in a person-year of eligible follow-up before the diagnosis."
                        .formatted(Words.number(task.datesPerPersonYear(), 2));
        return "<p class=\"soft\">Index dates are the first visit at or after a random day of each year.%s In use every visit is asked: expect more alerts than this.</p>"
                .formatted(rate);
    }

    private String gaps() {
        List<List<String>> rows = task.gaps().stream()
                .map(gap -> List.of(
                        gap.gapDays() + " days",
                        gap.events() == null ? Html.none("held back") : String.format(Locale.ROOT, "%,d", gap.events()),
                        cell(gap.aurocs(), TaskData.MODEL),
                        cell(gap.drops(), TaskData.MODEL),
                        cell(gap.drops(), TaskData.COUNTS_TREES),
                        cell(gap.drops(), TaskData.ORACLE)))
                .toList();
        return rows.isEmpty()
                ? ""
                : "<h3>With the first days after the visit left out</h3>"
                        + Html.table(
                                List.of(
                                        "Gap",
                                        "Index dates followed by it",
                                        "Model’s AUROC",
                                        "Its drop",
                                        "Drop of " + protocol.nameOf(TaskData.COUNTS_TREES),
                                        "Drop of the oracle"),
                                rows);
    }

    private static String cell(Map<String, Figure> figures, String predictor) {
        Figure figure = figures.get(predictor);
        return figure == null ? Html.none("n/a") : Html.figure(figure, 3);
    }

    private String subgroups() {
        return new SubgroupPart(task, protocol).html();
    }
}

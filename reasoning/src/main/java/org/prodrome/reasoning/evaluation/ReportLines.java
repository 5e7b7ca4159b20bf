package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report as a terminal shows it. */
final class ReportLines {

    private final EvaluationReport report;

    ReportLines(EvaluationReport report) {
        this.report = report;
    }

    List<String> all() {
        List<String> lines = new ArrayList<>();
        if (report.mustSaySynthetic()) {
            lines.add("Synthetic records: these figures say nothing of real patients.");
        }
        lines.add("%-30s %-8s %6s  %-22s %-22s %s"
                .formatted(
                        "outcome",
                        "within",
                        "events",
                        "AUROC, model",
                        "counts + XGBoost",
                        "beside it; share of the oracle's gain"));
        report.summary().tasks().forEach(task -> lines.add(line(task)));
        report.summary()
                .tallies()
                .forEach(tally -> lines.add(String.format(
                        Locale.ROOT,
                        "The model beats %s in %d of %d tasks; equal within interval in %d; does not beat it, and is worse, in %d.",
                        tally.name(),
                        tally.beats(),
                        tally.tasks(),
                        tally.equal(),
                        tally.doesNotBeat())));
        report.summary().targets().forEach(target -> lines.add(target(target)));
        return lines;
    }

    private static String line(Summary.Task task) {
        if (task.missing() != null) {
            return "%-30s %-8s %s".formatted(task.name(), Words.within(task.horizonDays()), task.missing());
        }
        String beside = task.verdicts()
                .getOrDefault(TaskData.COUNTS_TREES, Verdict.NOT_COMPARED)
                .words();
        String share = task.oracleShare().known() ? "; " + Words.figure(task.oracleShare(), 2) : "";
        return String.format(
                Locale.ROOT,
                "%-30s %-8s %6d  %-22s %-22s %s",
                task.name(),
                Words.within(task.horizonDays()),
                task.events(),
                auroc(task, TaskData.MODEL),
                auroc(task, TaskData.COUNTS_TREES),
                beside + share);
    }

    private static String auroc(Summary.Task task, String predictor) {
        Figure figure = task.aurocs().get(predictor);
        return figure == null ? "n/a" : Words.figure(figure, 3);
    }

    private static String target(Target target) {
        Boolean met = target.met();
        String verdict = met == null ? "not measurable" : met ? "met" : "MISSED";
        return "%-14s %s: %s".formatted(verdict, target.required(), target.measured());
    }
}

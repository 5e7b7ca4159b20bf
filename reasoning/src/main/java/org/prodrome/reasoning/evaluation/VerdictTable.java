package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All tasks of one site: the model beside each baseline and the oracle, by AUROC. */
final class VerdictTable {

    private final SiteResult site;
    private final Protocol protocol;
    private final List<String> baselines;

    VerdictTable(SiteResult site, Protocol protocol) {
        this.site = site;
        this.protocol = protocol;
        this.baselines = protocol.predictors().stream()
                .map(Protocol.Predictor::id)
                .filter(id -> !id.equals(TaskData.MODEL))
                .filter(id -> site.tasks().stream()
                        .anyMatch(task -> task.against(id).isPresent()
                                || task.predictor(id).isPresent()))
                .toList();
    }

    String html() {
        List<String> head = new ArrayList<>();
        head.add("Outcome");
        head.add("Beside " + Html.escaped(protocol.nameOf(TaskData.COUNTS_TREES)));
        head.add("Model’s AUROC");
        head.add("Share of the oracle’s gain");
        baselines.forEach(id -> head.add(Html.escaped(protocol.nameOf(id))));
        head.add("Index dates followed by it");
        return Html.table(head, site.tasks().stream().map(this::row).toList());
    }

    private List<String> row(TaskResult task) {
        List<String> cells = new ArrayList<>();
        cells.add("<a href=\"#%s\">%s</a> <span class=\"soft\">%s</span>"
                .formatted(
                        Html.anchor(site.name(), task.outcome(), task.horizonDays()),
                        Html.escaped(task.name()),
                        Words.within(task.horizonDays())));
        cells.add(task.against(TaskData.COUNTS_TREES)
                .map(Html::difference)
                .orElseGet(() -> Html.chip(Verdict.NOT_COMPARED)));
        cells.add(task.predictor(TaskData.MODEL)
                .map(p -> "<strong>" + Html.figure(p.figures().auroc(), 3) + "</strong>")
                .orElseGet(() -> Html.none(String.valueOf(task.missing()))));
        cells.add(share(task));
        for (String baseline : baselines) {
            cells.add(task.against(baseline)
                    .map(d -> Html.figure(d.baselineAuroc(), 3))
                    .orElseGet(() -> Html.none(whyNot(task.notCompared().get(baseline)))));
        }
        cells.add(task.events() == null ? Html.none("held back") : String.format(Locale.ROOT, "%,d", task.events()));
        return cells;
    }

    private static String share(TaskResult task) {
        if (task.oracle().share().known()) {
            return Html.figure(task.oracle().share(), 2);
        }
        return Html.none(task.predictor(TaskData.ORACLE).isPresent() ? "too little gain" : "no oracle");
    }

    private static String whyNot(@Nullable String reason) {
        if (reason == null) {
            return "not compared";
        }
        return reason.startsWith(ComparedApart.HELD_BACK) ? "held back" : "not computable";
    }
}

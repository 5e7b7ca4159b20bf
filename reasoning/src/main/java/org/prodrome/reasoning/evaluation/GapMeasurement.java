package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.statistics.Sampled;

/** AUROC with a gap, and how far it drops from that without. */
final class GapMeasurement {

    private GapMeasurement() {}

    /** Rising gaps; one is held back where it and the last one shown would tell of few patients by what lies between them. */
    static List<GapResult> all(Measured without, TaskRows rows, TaskData task, PatientDraws draws, Protocol protocol) {
        List<GapResult> all = new ArrayList<>();
        int shown = 0;
        for (int days : protocol.gapDays()) {
            if (days < task.horizonDays()) {
                int from = shown;
                int between = rows.cell(i -> rows.days()[i] > from && rows.days()[i] <= days)
                        .with();
                GapResult gap = SmallCells.telling(between, protocol.smallCell())
                        ? GapResult.heldBack(days)
                        : of(without, task.withGap(days), draws, protocol);
                shown = gap.events() == null ? shown : days;
                all.add(gap);
            }
        }
        return all;
    }

    private static GapResult of(Measured without, TaskData gap, PatientDraws draws, Protocol protocol) {
        Comparison comparison = Comparison.of(gap, protocol);
        TaskRows rows = comparison.rows();
        Map<String, Figure> aurocs = new LinkedHashMap<>();
        Map<String, Figure> drops = new LinkedHashMap<>();
        if (rows.cell().smaller() < protocol.smallCell()) {
            return GapResult.heldBack(gap.gapDays());
        }
        List<String> both =
                comparison.predictors().stream().filter(without::has).toList();
        for (Map.Entry<String, Sampled> auroc :
                AurocMeasurement.of(rows, both, draws).entrySet()) {
            aurocs.put(auroc.getKey(), Figure.of(auroc.getValue(), "needs events and non-events"));
            drops.put(
                    auroc.getKey(),
                    Figure.of(without.auroc(auroc.getKey()).minus(auroc.getValue()), "needs events and non-events"));
        }
        return new GapResult(gap.gapDays(), rows.known(), rows.eventCount(), aurocs, drops);
    }
}

package org.prodrome.reasoning.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.statistics.Sampled;

/** AUROC with a gap, and how far it drops from that without. */
final class GapMeasurement {

    private GapMeasurement() {}

    static GapResult of(Measured without, TaskData gap, PatientDraws draws, Protocol protocol) {
        Comparison comparison = Comparison.of(gap, protocol);
        TaskRows rows = comparison.rows();
        int events = rows.eventCount();
        Map<String, Figure> aurocs = new LinkedHashMap<>();
        Map<String, Figure> drops = new LinkedHashMap<>();
        if (Math.min(events, rows.known() - events) < protocol.smallCell()) {
            return new GapResult(gap.gapDays(), rows.known(), null, aurocs, drops);
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
        return new GapResult(gap.gapDays(), rows.known(), events, aurocs, drops);
    }
}

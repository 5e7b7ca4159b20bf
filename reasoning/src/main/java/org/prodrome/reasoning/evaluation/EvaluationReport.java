package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ModelVersion;

/**
 * What an evaluation found. Written as {@code report.json}; NaN becomes null there.
 *
 * @param format of the file; field names of one format never change their meaning
 * @param model which model answered, null when none did
 * @param settings how rows were drawn
 * @param protocol what was measured, with its limits and sources
 * @param summary the report in small
 * @param internal the model's own held-out patients
 * @param external other sites, with thresholds from the internal tuning rows
 * @param explanations null when they were not tested
 */
public record EvaluationReport(
        int format,
        @Nullable ModelVersion model,
        EvaluationSettings settings,
        Protocol protocol,
        Summary summary,
        SiteResult internal,
        List<SiteResult> external,
        @Nullable ExplanationResult explanations) {

    private static final int FORMAT = 3;

    public EvaluationReport {
        external = List.copyOf(external);
    }

    /** Whether anything synthetic is in it, so that it must say so. */
    public boolean mustSaySynthetic() {
        return summary.synthetic();
    }

    /** What a terminal shows of it: the verdict on each task, then the targets. */
    public List<String> lines() {
        return new ReportLines(this).all();
    }

    static EvaluationReport of(
            @Nullable ModelVersion model,
            EvaluationSettings settings,
            Protocol protocol,
            Summary summary,
            List<SiteResult> sites,
            @Nullable ExplanationResult explanations) {
        return new EvaluationReport(
                FORMAT,
                model,
                settings,
                protocol,
                summary,
                sites.getFirst(),
                sites.subList(1, sites.size()),
                explanations);
    }
}

package org.prodrome.reasoning.evaluation;

import java.util.Locale;
import java.util.stream.Collectors;

/** How figures came about, and what they mean. */
final class MethodPart {

    private final EvaluationReport report;

    MethodPart(EvaluationReport report) {
        this.report = report;
    }

    String html() {
        return "<h2>How this was measured</h2>" + rows() + predictors() + figures() + sources();
    }

    private String rows() {
        EvaluationSettings settings = report.settings();
        return String.format(Locale.ROOT, """
                <p>Index dates of a held-out patient are the first visit at or after a random day of each year, with at least %d days of history before
                it; in use every visit is asked. Patients already diagnosed are left out; the outcome counts from the day after the index date (or after the gap) to the horizon; death before it is a
                non-event; index dates whose observation ends early are left out and the others weigh more instead (inverse probability of
                censoring). All are compared on the rows that all of them answer. Thresholds were chosen on the tuning patients, who
                are neither trained nor measured on. Intervals are 95%%, from %,d resamples of whole patients (seed %d); differences and
                ratios are taken within each resample.</p>""", settings.historyDays(), settings.replicates(), settings.seed());
    }

    private String predictors() {
        return "<h3>Who is compared</h3><ul>"
                + report.protocol().predictors().stream()
                        .map(p -> "<li><strong>%s</strong>: %s</li>"
                                .formatted(Html.escaped(p.name()), Html.escaped(p.about())))
                        .collect(Collectors.joining())
                + "</ul>";
    }

    private String figures() {
        return String.format(Locale.ROOT, """
                <h3>What the figures mean</h3><ul>
                <li><strong>AUROC</strong>: chance that an index date followed by the diagnosis has a higher risk than one that is not; 0.5 is guessing.
                In strata of age + sex: among people of the same age (%d years) and sex, averaged.</li>
                <li><strong>Average precision</strong>: share of alerts that are right, over all thresholds; guessing gives the prevalence.</li>
                <li><strong>C-index</strong>: whether who is diagnosed sooner gets the higher risk.</li>
                <li><strong>Brier</strong>: mean squared error of the risk; scaled: share of the error of always naming the prevalence that is taken off.</li>
                <li><strong>Slope, intercept, observed / expected, calibration error</strong>: whether of 100 patients with a risk of 10%%, 10 are
                diagnosed. Right is slope 1, intercept 0, ratio 1, error 0. A ratio above 1 means that risks are understated.</li>
                <li><strong>Net benefit</strong>: right alerts less wrong ones, these weighed by the risk from which one would act.</li>
                <li><strong>Lead time</strong>: months from the first alert within the horizon to the recorded diagnosis.</li>
                <li><strong>beats / equal within interval / does not beat</strong>: the 95%% interval of the difference of AUROC (in the differential,
                of the share of diagnoses found) lies wholly above 0, holds 0, or lies wholly below 0. Only “beats” is shown to be better.</li></ul>""", report.protocol().stratumYears());
    }

    private String sources() {
        return "<h3>Sources</h3><ul>"
                + report.protocol().sources().stream()
                        .map(source -> "<li>" + Html.escaped(source) + "</li>")
                        .collect(Collectors.joining())
                + "</ul>";
    }
}

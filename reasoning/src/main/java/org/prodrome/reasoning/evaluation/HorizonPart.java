package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every horizon that clinicians are shown, and what of all they are shown was not evaluated. */
final class HorizonPart {

    private final Protocol protocol;
    private final List<Integer> compared;

    HorizonPart(EvaluationReport report) {
        protocol = report.protocol();
        compared = report.settings().horizons();
    }

    String html(SiteResult site) {
        return site.horizons().isEmpty()
                ? ""
                : "<h2>Every horizon that is shown</h2>" + lead(site)
                        + Html.table(
                                List.of(
                                        "Outcome",
                                        "Within",
                                        "Index dates",
                                        "Followed by it",
                                        "Patients with it",
                                        "Mean risk",
                                        "Came",
                                        "Observed / expected",
                                        "Calibration slope",
                                        "AUROC"),
                                site.horizons().stream().map(HorizonPart::row).toList())
                        + any(site.anyOfThese())
                        + new ConformalPart(protocol).html(site.horizons());
    }

    private String lead(SiteResult site) {
        String others = site.horizons().stream()
                .map(HorizonResult::horizonDays)
                .distinct()
                .filter(days -> !compared.contains(days))
                .map(Words::within)
                .collect(Collectors.joining(", "));
        return "<p>The model’s risks held against what came, on all index dates that it answers and whose outcome is known.%s</p>"
                .formatted(
                        others.isEmpty()
                                ? ""
                                : " Within " + others
                                        + " this is all that was evaluated: no baseline, alert, lead time, gap or subgroup.");
    }

    private static List<String> row(HorizonResult result) {
        String name = Html.escaped(result.name());
        String within = Words.within(result.horizonDays());
        return result.missing() != null
                ? List.of(name, within, Html.none(result.missing()))
                : List.of(
                        name,
                        within,
                        String.format(Locale.ROOT, "%,d", result.rows()),
                        String.format(Locale.ROOT, "%,d", result.events()),
                        String.format(Locale.ROOT, "%,d", result.eventPatients()),
                        Words.percent(result.expected()),
                        Words.percent(result.observed()),
                        Html.figure(result.observedOverExpected(), 2),
                        Html.figure(result.calibrationSlope(), 2),
                        Html.figure(result.auroc(), 3));
    }

    private static String any(@Nullable HorizonResult any) {
        if (any == null) {
            return "<p>“None of these” of the differential was not evaluated: the model does not answer its horizon.</p>";
        }
        if (any.missing() != null) {
            return "<p>“None of these” of the differential: " + Html.escaped(any.missing()) + ".</p>";
        }
        return String.format(
                Locale.ROOT,
                """
                <p>“None of these” of the differential, within %s: %s expected, %s came so, on %,d index dates; %,d of them, of %,d
                patients, were followed by one of the conditions. That one comes: observed / expected %s, calibration slope %s, AUROC %s.
                Computed from the calibrated risks of the conditions as if nobody died: death competes in what is shown, with a risk that is not
                calibrated.</p>""",
                Words.within(any.horizonDays()),
                Words.percent(1 - any.expected()),
                Words.percent(1 - any.observed()),
                any.rows(),
                any.events(),
                any.eventPatients(),
                Words.figure(any.observedOverExpected(), 2),
                Words.figure(any.calibrationSlope(), 2),
                Words.figure(any.auroc(), 3));
    }

    String notEvaluated() {
        return "<h3>Shown to clinicians, and not evaluated here</h3><ul>"
                + protocol.notEvaluated().stream()
                        .map(words -> "<li>" + Html.escaped(words) + "</li>")
                        .collect(Collectors.joining())
                + "</ul>";
    }
}

package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an evaluation's figures into the words of a card. */
final class CardFigures {

    private static final int LEVEL = 95;
    private static final String TOO_FEW =
            "not available: the evaluation had too few events, or held back what would tell of few patients";
    private static final String NO_SITE = "not available: not validated externally";

    private CardFigures() {}

    /** Parts of an evaluation that the applied model card asks for. */
    enum Part {
        USEFULNESS,
        FAIRNESS,
        SAFETY
    }

    /**
     * One figure.
     *
     * @param low of its 95% interval; null without one
     */
    record Metric(
            Part part,
            String label,
            double value,
            @Nullable Double low,
            @Nullable Double high,
            String unit) {

        /** Says that nothing was measured. */
        static Metric none(Part part) {
            return new Metric(part, "Evaluations of this version", 0, null, null, "count");
        }

        /** The value as the applied model card's schema writes it. */
        String json() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            if (low == null || high == null) {
                node.put("kind", "single").put("value", value);
            } else {
                node.put("kind", "estimate_ci").put("estimate", value).put("lower", low);
                node.put("upper", high).put("level", LEVEL);
            }
            return node.put("unit", unit).toString();
        }
    }

    /** All figures of a report, for the applied model card. */
    static List<Metric> metrics(JsonNode report) {
        List<Metric> metrics = new ArrayList<>();
        for (CardTask task : CardTask.internal(report)) {
            add(metrics, Part.USEFULNESS, label(task), task.auroc(), "AUROC");
            add(metrics, Part.USEFULNESS, label(task) + ", age and sex alone", task.ageAndSex(), "AUROC");
            add(metrics, Part.SAFETY, label(task), task.observedOverExpected(), "observed / expected");
            add(metrics, Part.SAFETY, label(task), task.slope(), "calibration slope");
            task.groups()
                    .forEach(group ->
                            add(metrics, Part.FAIRNESS, label(task) + ", " + group.name(), group.auroc(), "AUROC"));
        }
        return metrics;
    }

    private static void add(List<Metric> metrics, Part part, String label, CardTask.Figure figure, String unit) {
        Double value = figure.value();
        if (value != null) {
            metrics.add(new Metric(part, label, value, figure.low(), figure.high(), unit));
        }
    }

    private static String label(CardTask task) {
        return task.name() + " within " + task.horizonDays() + " days";
    }

    static String validity(JsonNode report) {
        return validity(CardTask.internal(report), TOO_FEW);
    }

    private static String validity(List<CardTask> tasks, String none) {
        return joined(
                tasks.stream()
                        .filter(task -> task.auroc().value() != null)
                        .map(CardFigures::validity)
                        .toList(),
                none);
    }

    private static String validity(CardTask task) {
        String events = task.events() == null ? "events held back" : task.events() + " events";
        String against = task.verdict().isEmpty() ? "" : ", against counts and boosted trees: " + task.verdict();
        return String.format(
                Locale.ROOT,
                "%s: AUROC %s, age and sex alone %s%s, calibration slope %s, observed / expected %s, %s in %d rows",
                label(task),
                task.auroc().words(),
                task.ageAndSex().valueWords(),
                against,
                task.slope().valueWords(),
                task.observedOverExpected().valueWords(),
                events,
                task.rows());
    }

    static String fairness(JsonNode report) {
        return fairness(CardTask.internal(report), "not available: too few events in any subgroup, or held back");
    }

    private static String fairness(List<CardTask> tasks, String none) {
        return joined(
                tasks.stream()
                        .filter(task -> !task.groups().isEmpty())
                        .map(task -> label(task) + ", AUROC: "
                                + task.groups().stream()
                                        .map(group -> group.name() + " "
                                                + group.auroc().valueWords())
                                        .collect(Collectors.joining(", ")))
                        .toList(),
                none);
    }

    private static String joined(List<String> lines, String none) {
        return lines.isEmpty() ? none : String.join("; ", lines) + ".";
    }

    /** The report's other sites, in words; says so where there are none. */
    static String externalData(JsonNode report) {
        List<String> sites = new ArrayList<>();
        report.path("external")
                .forEach(site -> sites.add(String.format(
                        Locale.ROOT,
                        "%s: %d patients, %d index dates",
                        site.path("name").asText(),
                        site.path("patients").asInt(),
                        site.path("indexDates").asInt())));
        return joined(sites, NO_SITE);
    }

    /** Who validated on other sites: a report does not tell. */
    static String externalParty(JsonNode report) {
        return validatedElsewhere(report)
                ? "Whoever ran the evaluation that this package was made with; no independent party is known to the package."
                : NO_SITE;
    }

    static String externalDemographics(JsonNode report) {
        return validatedElsewhere(report)
                ? "not available: AUROCs by sex, age band, race and ethnicity stand under fairness; how many patients each is of, in the evaluation's report."
                : NO_SITE;
    }

    static String externalProcess(JsonNode report) {
        return validatedElsewhere(report)
                ? "The protocol of the held-out patients on the records of another export; neither weights, calibration nor thresholds were fitted to them."
                : NO_SITE;
    }

    private static boolean validatedElsewhere(JsonNode report) {
        return !report.path("external").isEmpty();
    }

    static String externalValidity(JsonNode report) {
        List<String> sites = new ArrayList<>();
        report.path("external")
                .forEach(site -> sites.add(site.path("name").asText() + ": "
                        + validity(CardTask.external(site), "too few events, or held back")));
        return sites.isEmpty() ? NO_SITE : String.join(" ", sites);
    }

    static String externalFairness(JsonNode report) {
        List<String> sites = new ArrayList<>();
        report.path("external")
                .forEach(site -> sites.add(site.path("name").asText() + ": "
                        + fairness(CardTask.external(site), "too few events in any subgroup, or held back")));
        return sites.isEmpty() ? NO_SITE : String.join(" ", sites);
    }

    /** What of a report goes into a package: its summary where it has one; curves and rows stay in the report. */
    static JsonNode packaged(JsonNode report) {
        if (report.path("summary").isMissingNode()) {
            return report;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("format", "model", "settings", "protocol", "summary")) {
            kept.set(field, report.path(field));
        }
        return kept;
    }
}

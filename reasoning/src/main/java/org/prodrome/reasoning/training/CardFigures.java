package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts an evaluation's figures into the words of a card; see {@code EvaluationReport}. */
final class CardFigures {

    private static final int LEVEL = 95;

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
        for (JsonNode result : tasks(report)) {
            String of = result.path("name").asText() + " within "
                    + result.path("horizonDays").asInt() + " days";
            add(metrics, Part.USEFULNESS, of, result.path("aurocs").path("model"), "AUROC");
            add(metrics, Part.SAFETY, of, result.path("observedOverExpected"), "observed / expected");
            for (JsonNode group : result.path("groups")) {
                String label = of + ", " + group.path("group").asText();
                add(metrics, Part.FAIRNESS, label, group.path("auroc"), "AUROC");
            }
        }
        return metrics;
    }

    private static void add(List<Metric> metrics, Part part, String label, JsonNode figure, String unit) {
        if (figure.path("value").isNumber()) {
            JsonNode interval = figure.path("interval");
            boolean known =
                    interval.path("low").isNumber() && interval.path("high").isNumber();
            metrics.add(new Metric(
                    part,
                    label,
                    figure.path("value").asDouble(),
                    known ? interval.path("low").asDouble() : null,
                    known ? interval.path("high").asDouble() : null,
                    unit));
        }
    }

    /** Of a whole report, or of its summary alone. */
    private static JsonNode tasks(JsonNode report) {
        return report.has("summary") ? report.path("summary").path("tasks") : report.path("tasks");
    }

    static String validity(JsonNode report) {
        List<String> lines = new ArrayList<>();
        for (JsonNode result : tasks(report)) {
            JsonNode auroc = result.path("aurocs").path("model");
            lines.add("%s within %d days: AUROC %s (95%% interval %s to %s), age and sex alone %s, %d events in %d rows"
                    .formatted(
                            result.path("name").asText(),
                            result.path("horizonDays").asInt(),
                            number(auroc.path("value")),
                            number(auroc.path("interval").path("low")),
                            number(auroc.path("interval").path("high")),
                            number(result.path("aurocs").path("age-sex").path("value")),
                            result.path("events").asInt(),
                            result.path("rows").asInt()));
        }
        return lines.isEmpty() ? "not available: the evaluation had too few events" : String.join("; ", lines) + ".";
    }

    static String fairness(JsonNode report) {
        List<String> lines = new ArrayList<>();
        for (JsonNode result : tasks(report)) {
            List<String> groups = new ArrayList<>();
            for (JsonNode group : result.path("groups")) {
                groups.add(group.path("group").asText() + " "
                        + number(group.path("auroc").path("value")));
            }
            if (!groups.isEmpty()) {
                lines.add("%s within %d days, AUROC: %s"
                        .formatted(
                                result.path("name").asText(),
                                result.path("horizonDays").asInt(),
                                String.join(", ", groups)));
            }
        }
        return lines.isEmpty() ? "not available: too few events in any subgroup" : String.join("; ", lines) + ".";
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.3f", value.asDouble()) : "too few";
    }
}

package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts an evaluation's figures into the words of a card; see {@code EvaluationReport}. */
final class CardFigures {

    private CardFigures() {}

    static String validity(JsonNode report) {
        List<String> lines = new ArrayList<>();
        for (JsonNode result : report.path("results")) {
            JsonNode auroc = result.path("model").path("auroc");
            lines.add("%s within %d days: AUROC %s (95%% interval %s to %s), age and sex alone %s, %d events in %d rows"
                    .formatted(
                            result.path("name").asText(),
                            result.path("horizonDays").asInt(),
                            number(auroc.path("value")),
                            number(auroc.path("interval").path("low")),
                            number(auroc.path("interval").path("high")),
                            number(result.path("ageAndSex").path("auroc").path("value")),
                            result.path("events").asInt(),
                            result.path("rows").asInt()));
        }
        return lines.isEmpty() ? "not available: the evaluation had too few events" : String.join("; ", lines) + ".";
    }

    static String fairness(JsonNode report) {
        List<String> lines = new ArrayList<>();
        for (JsonNode result : report.path("results")) {
            List<String> groups = new ArrayList<>();
            for (JsonNode group : result.path("subgroups")) {
                groups.add(group.path("group").asText() + " " + number(group.path("auroc")));
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

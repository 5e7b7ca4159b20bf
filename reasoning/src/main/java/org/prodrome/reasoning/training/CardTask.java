package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One outcome at one horizon, as far as a card tells of it.
 *
 * @param events null when held back
 * @param verdict beside counts and boosted trees, in words; empty when not compared
 * @param groups AUROC of each part of the patients that is not held back
 */
record CardTask(
        String name,
        int horizonDays,
        @Nullable Integer events,
        int rows,
        Figure auroc,
        Figure ageAndSex,
        Figure slope,
        Figure observedOverExpected,
        String verdict,
        List<Group> groups) {

    private static final String MODEL = "model";
    private static final String AGE_AND_SEX = "age-sex";
    private static final String TREES = "counts-xgboost";

    /** A value with its 95% interval; nulls where there is none. */
    record Figure(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high) {

        static Figure of(JsonNode node) {
            JsonNode interval = node.path("interval");
            return new Figure(
                    number(node.isNumber() ? node : node.path("value")),
                    number(interval.path("low")),
                    number(interval.path("high")));
        }

        private static @Nullable Double number(JsonNode node) {
            return node.isNumber() ? node.asDouble() : null;
        }

        String words() {
            if (value == null) {
                return "not told";
            }
            return low == null || high == null
                    ? format(value)
                    : format(value) + " (95% interval " + format(low) + " to " + format(high) + ")";
        }

        String valueWords() {
            return value == null ? "not told" : format(value);
        }

        private static String format(double number) {
            return String.format(Locale.ROOT, "%.3f", number);
        }
    }

    record Group(String name, Figure auroc) {}

    /** The tasks of an evaluation's report, of its own patients. */
    static List<CardTask> internal(JsonNode report) {
        List<CardTask> tasks = new ArrayList<>();
        report.path("summary").path("tasks").forEach(task -> tasks.add(summarised(task)));
        return tasks;
    }

    /** The tasks of another site of the report. */
    static List<CardTask> external(JsonNode site) {
        List<CardTask> tasks = new ArrayList<>();
        site.path("tasks").forEach(task -> tasks.add(measured(task)));
        return tasks;
    }

    private static CardTask summarised(JsonNode task) {
        return of(
                task,
                task.path("aurocs").path(MODEL),
                task.path("aurocs").path(AGE_AND_SEX),
                task,
                task.path("verdicts").path(TREES).asText(""),
                task.path("groups"));
    }

    private static CardTask measured(JsonNode task) {
        JsonNode figures = figures(task, MODEL);
        return of(
                task,
                figures.path("auroc"),
                figures(task, AGE_AND_SEX).path("auroc"),
                figures,
                "",
                task.path("subgroups"));
    }

    private static JsonNode figures(JsonNode task, String predictor) {
        for (JsonNode one : task.path("predictors")) {
            if (one.path("id").asText().equals(predictor)) {
                return one.path("figures");
            }
        }
        return task.path("no such predictor");
    }

    private static CardTask of(
            JsonNode task, JsonNode auroc, JsonNode ageAndSex, JsonNode calibration, String verdict, JsonNode groups) {
        List<Group> shown = new ArrayList<>();
        for (JsonNode group : groups) {
            JsonNode own = group.path("aurocs").path(MODEL);
            Figure figure = Figure.of(own.isMissingNode() ? group.path("auroc") : own);
            if (figure.value() != null) {
                shown.add(new Group(group.path("group").asText(), figure));
            }
        }
        return new CardTask(
                task.path("name").asText(),
                task.path("horizonDays").asInt(),
                task.path("events").isNumber() ? task.path("events").asInt() : null,
                task.path("rows").asInt(),
                Figure.of(auroc),
                Figure.of(ageAndSex),
                Figure.of(calibration.path("calibrationSlope")),
                Figure.of(calibration.path("observedOverExpected")),
                verdict,
                shown);
    }
}

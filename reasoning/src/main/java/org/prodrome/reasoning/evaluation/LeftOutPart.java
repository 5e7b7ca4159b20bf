package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Under a task's figures: which rows are not in them, and who is not compared. */
final class LeftOutPart {

    private final TaskResult task;
    private final Protocol protocol;

    LeftOutPart(TaskResult task, Protocol protocol) {
        this.task = task;
        this.protocol = protocol;
    }

    String html() {
        FellOut out = task.fellOut();
        List<String> parts = new ArrayList<>();
        parts.add(number(out.prevalent()) + " had the diagnosis already");
        parts.add(
                number(out.censored()) + " were lost from observation before the horizon (others weigh more instead)");
        out.abstained().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(reason -> parts.add(declined(reason.getValue(), reason.getKey())));
        out.abstainedHeldBack().forEach(reason -> parts.add(declined(null, reason)));
        parts.add(number(out.notAllAnswered()) + " lacked the answer of a predictor compared here");
        String few = out.holdsBack()
                ? String.format(
                        Locale.ROOT,
                        " Held back: fewer than %d, or what such a number could be worked out from.",
                        protocol.smallCell())
                : "";
        String apart = task.notCompared().entrySet().stream()
                .map(entry -> apart(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("; "));
        return "<p class=\"soft\">Left out: " + String.join("; ", parts) + "." + few
                + (apart.isEmpty() ? "" : " " + apart + ".") + "</p>";
    }

    private String apart(String predictor, String reason) {
        String figures = task.against(predictor)
                .map(difference -> ": its AUROC %s, the model's minus its own %s"
                        .formatted(Words.figure(difference.baselineAuroc(), 3), Words.figure(difference.auroc(), 3)))
                .orElse("");
        return Html.escaped(protocol.nameOf(predictor) + ": " + reason + figures);
    }

    private static String declined(@Nullable Integer count, String reason) {
        return "on %s the model declined (%s)".formatted(number(count), Html.escaped(reason));
    }

    private static String number(@Nullable Integer count) {
        return count == null ? "a number held back" : String.format(Locale.ROOT, "%,d", count);
    }
}

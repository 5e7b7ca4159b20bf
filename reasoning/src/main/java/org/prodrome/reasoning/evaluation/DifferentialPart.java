package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.evaluation.DifferentialResult.Answered;
import org.prodrome.reasoning.evaluation.DifferentialResult.Ranker;
import org.prodrome.reasoning.evaluation.DifferentialResult.Recall;

/** The model's differential beside other ways of ranking: on all diagnoses, and on those it answered for. */
final class DifferentialPart {

    private final Protocol protocol;

    DifferentialPart(Protocol protocol) {
        this.protocol = protocol;
    }

    String html(@Nullable DifferentialResult result) {
        return result == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "<h2>Differential</h2><p>%,d newly recorded diagnoses of %,d patients: how often the diagnosis was among the first of the list"
                                + " made of what was known before. At most %d conditions are ranked: in random order at least %s.</p>%s%s",
                        result.diagnoses(),
                        result.patients(),
                        result.candidates(),
                        random(result.candidates()),
                        table(result.rankers()),
                        result.answered() == null ? "" : answered(result.answered()));
    }

    /** What guessing finds; more where some conditions are known already and not ranked. */
    private String random(int candidates) {
        return protocol.recallAt().stream()
                .map(at -> Words.percent(Math.min(1, (double) at / candidates)) + " are "
                        + place(at).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String place(int at) {
        return at == 1 ? "First" : "Among the first " + at;
    }

    private String table(List<Ranker> rankers) {
        List<String> head = new ArrayList<>();
        head.add("Ranked by");
        protocol.recallAt().forEach(at -> {
            head.add(place(at));
            head.add("The model beside it");
        });
        return Html.table(head, rankers.stream().map(this::row).toList());
    }

    private List<String> row(Ranker ranker) {
        List<String> row = new ArrayList<>();
        row.add(Html.escaped(protocol.nameOf(ranker.id())));
        for (Recall recall : ranker.recalls()) {
            row.add(Html.share(recall.recall()));
            row.add(recall.verdict() == null ? "" : Html.judged(recall.verdict(), recall.modelLess()));
        }
        return row;
    }

    private String answered(Answered answered) {
        Integer diagnoses = answered.diagnoses();
        Integer patients = answered.patients();
        Figure unanswered = answered.unanswered();
        if (!unanswered.known() || diagnoses == null || patients == null) {
            return "<p>For how many the model gave no risk of the condition recorded: "
                    + Html.escaped(String.valueOf(unanswered.missing())) + ".</p>";
        }
        if (unanswered.value() == 0) {
            return "<p>For each of them the model gave a risk of the condition recorded.</p>";
        }
        return String.format(
                Locale.ROOT,
                "<p>For %s of the diagnoses the model gave no risk of the condition recorded, since it declined or abstained: above, it has not"
                        + " found these, while the others rank for everybody.%s</p>",
                share(unanswered),
                diagnoses == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " On the %,d diagnoses, of %,d patients, for which it gave one, all ranking only what it gave a risk of:</p>%s",
                                diagnoses,
                                patients,
                                table(answered.rankers())));
    }

    private static String share(Figure figure) {
        return Words.percent(figure.value())
                + (Double.isNaN(figure.interval().low())
                        ? ""
                        : " (" + Words.percent(figure.interval().low()) + " to "
                                + Words.percent(figure.interval().high()) + ")");
    }
}

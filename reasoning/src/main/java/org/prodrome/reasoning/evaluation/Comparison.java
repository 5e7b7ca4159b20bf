package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses who is compared and on which rows: every baseline that answers nearly all rows of the model, on the rows they all answer.
 *
 * <p>A published score is for some ages alone, and another model is there for itself: neither ever takes rows away from the others,
 * and each is compared apart unless it answers all of them.
 *
 * @param rows of the comparison, lost ones with weight 0 among them
 * @param predictors in the order of tables
 * @param apart rows that the model and a predictor of few answers both answer
 * @param notCompared predictors of few answers, with the reason
 * @param notAllAnswered rows of known outcome that the model answered and another did not
 */
record Comparison(
        TaskRows rows,
        List<String> predictors,
        Map<String, TaskRows> apart,
        Map<String, String> notCompared,
        int notAllAnswered) {

    static Comparison of(TaskData task, Protocol protocol) {
        TaskRows all = task.heldOut();
        TaskRows answered = all.where(i -> !Double.isNaN(all.of(TaskData.MODEL)[i]));
        List<String> compared = new ArrayList<>();
        Map<String, TaskRows> apart = new LinkedHashMap<>();
        Map<String, String> notCompared = new TreeMap<>();
        for (String predictor : protocol.inOrder(all.probabilities().keySet())) {
            TaskRows both = answered.where(i -> !Double.isNaN(answered.of(predictor)[i]));
            if (both.known() > 0 && both.known() >= share(predictor, protocol) * answered.known()) {
                compared.add(predictor);
            } else {
                notCompared.put(predictor, reason(both.known(), answered.known(), protocol.smallCell()));
                if (both.known() > 0) {
                    apart.put(predictor, both);
                }
            }
        }
        TaskRows rows =
                answered.where(i -> compared.stream().noneMatch(predictor -> Double.isNaN(answered.of(predictor)[i])));
        task.silent().forEach((predictor, reason) -> notCompared.put(predictor, "not computable: " + reason));
        return new Comparison(rows, compared, apart, notCompared, answered.known() - rows.known());
    }

    private static double share(String predictor, Protocol protocol) {
        return protocol.choosesRows(predictor) ? protocol.leastAnswered() : 1;
    }

    private static String reason(int answers, int rows, int least) {
        if (answers == 0) {
            return "not computable: it answered none of the model's rows";
        }
        return Math.min(answers, rows - answers) < least
                ? String.format(
                        Locale.ROOT,
                        "answers fewer than %d of the model's rows, or all but so few: compared apart, on these",
                        least)
                : String.format(
                        Locale.ROOT, "answers %,d of the model's %,d rows: compared apart, on these", answers, rows);
    }
}

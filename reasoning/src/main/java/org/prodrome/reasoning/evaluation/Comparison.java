package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param apart rows that the model and a predictor that is not among them both answer, where their figures may be shown
 * @param notCompared predictors that are not among them, with the reason
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
        Map<String, TaskRows> others = new LinkedHashMap<>();
        for (String predictor : protocol.inOrder(all.probabilities().keySet())) {
            TaskRows both = answered.where(i -> !Double.isNaN(answered.of(predictor)[i]));
            if (both.known() > 0 && answersEnough(predictor, both, answered, protocol)) {
                compared.add(predictor);
            } else {
                others.put(predictor, both);
            }
        }
        TaskRows rows =
                answered.where(i -> compared.stream().noneMatch(predictor -> Double.isNaN(answered.of(predictor)[i])));
        int notAllAnswered = answered.known() - rows.known();
        boolean told =
                FellOut.of(task.prevalent(), task.censored(), task.abstained(), notAllAnswered, protocol.smallCell())
                                .notAllAnswered()
                        != null;
        ComparedApart apart = new ComparedApart(answered, compared, told, protocol.smallCell());
        others.forEach(apart::add);
        Map<String, String> notCompared = new TreeMap<>(apart.reasons());
        notCompared.putAll(task.silent());
        return new Comparison(rows, compared, apart.shown(), notCompared, notAllAnswered);
    }

    private static boolean answersEnough(String predictor, TaskRows both, TaskRows answered, Protocol protocol) {
        return protocol.choosesRows(predictor)
                ? both.known() >= protocol.leastAnswered() * answered.known()
                : both.size() == answered.size();
    }
}

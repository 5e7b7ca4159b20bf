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
        Apart apart = new Apart(answered, rows, protocol.smallCell());
        others.forEach(apart::add);
        apart.notCompared.putAll(task.silent());
        return new Comparison(rows, compared, apart.shown, apart.notCompared, answered.known() - rows.known());
    }

    private static boolean answersEnough(String predictor, TaskRows both, TaskRows answered, Protocol protocol) {
        return protocol.choosesRows(predictor)
                ? both.known() >= protocol.leastAnswered() * answered.known()
                : both.size() == answered.size();
    }

    /** Those compared apart, each only where no number beside another one tells of few. */
    private static final class Apart {
        private final Map<String, TaskRows> shown = new LinkedHashMap<>();
        private final Map<String, String> notCompared = new TreeMap<>();
        private final List<TaskRows> beside = new ArrayList<>();
        private final int least;

        Apart(TaskRows answered, TaskRows rows, int least) {
            beside.add(answered);
            beside.add(rows);
            this.least = least;
        }

        void add(String predictor, TaskRows both) {
            if (both.known() == 0) {
                notCompared.put(predictor, "not computable: it answered none of the model's rows");
            } else if (both.cell().smaller() < least || beside.stream().anyMatch(other -> telling(both, other))) {
                notCompared.put(
                        predictor,
                        "held back: the rows that it answers, or those that it does not, would tell of fewer than "
                                + least);
            } else {
                beside.add(both);
                shown.put(predictor, both);
                notCompared.put(
                        predictor,
                        String.format(
                                Locale.ROOT, "compared apart, on the %,d rows that it answers too", both.known()));
            }
        }

        private boolean telling(TaskRows some, TaskRows other) {
            return SmallCells.telling(Math.abs(some.known() - other.known()), least)
                    || SmallCells.telling(
                            Math.abs(some.cell().with() - other.cell().with()), least);
        }
    }
}

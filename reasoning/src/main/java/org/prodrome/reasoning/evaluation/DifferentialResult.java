package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often the newly recorded diagnosis is among the first of a ranking.
 *
 * @param diagnoses newly recorded
 * @param candidates conditions ranked at most
 * @param rankers on all diagnoses: one that a ranking doesn't have counts as not found
 * @param answered on those alone that the model answered for; null where it gives no risk of that horizon
 */
record DifferentialResult(
        int diagnoses,
        int patients,
        int candidates,
        List<Ranker> rankers,
        @Nullable Answered answered) {
    DifferentialResult {
        rankers = List.copyOf(rankers);
    }

    /** One way of ranking. */
    record Ranker(String id, List<Recall> recalls) {
        Ranker {
            recalls = List.copyOf(recalls);
        }
    }

    /**
     * Among the first {@code at}.
     *
     * @param recall share of diagnoses that are
     * @param modelLess the model's recall less this one's, on the same resamples
     * @param verdict by that difference; null of the model itself
     */
    record Recall(
            int at,
            Figure recall,
            Figure modelLess,
            @Nullable Verdict verdict) {}

    /**
     * The diagnoses for which the model gave a risk of the condition that was recorded, the same for every ranking.
     *
     * @param unanswered share of all diagnoses for which it gave none, since it declined that condition or abstained
     * @param diagnoses answered; null when held back
     * @param patients distinct patients of these; null when held back
     * @param rankers on these, all of them among the conditions alone that the model gave a risk of; none when held back
     */
    record Answered(
            Figure unanswered,
            @Nullable Integer diagnoses,
            @Nullable Integer patients,
            List<Ranker> rankers) {
        Answered {
            rankers = List.copyOf(rankers);
        }

        static Answered heldBack(String why) {
            return new Answered(Figure.none(why), null, null, List.of());
        }
    }
}

package org.prodrome.reasoning.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;

/**
 * What may be behind the patient's state: what the model foretells for the near future, and what is known already.
 *
 * @param horizonDays within which a condition that is not recorded yet would be diagnosed
 * @param candidates conditions the model foretells, most probable first, then the open problems, newest first
 * @param moreProblems open problems beyond those listed, none newer than those
 * @param noneOfThese the probability that none of the foretold conditions is diagnosed within the horizon, death competing
 * @param notEvaluated outcomes the model did not answer, with the reason, but for those that stand among the open problems
 */
public record Differential(
        int horizonDays,
        List<Candidate> candidates,
        int moreProblems,
        double noneOfThese,
        List<Abstention> notEvaluated) {
    public Differential {
        candidates = List.copyOf(candidates);
        notEvaluated = List.copyOf(notEvaluated);
        if (!(noneOfThese >= 0 && noneOfThese <= 1)) {
            throw new IllegalArgumentException("noneOfThese: expected a probability, got " + noneOfThese);
        }
    }

    /**
     * One condition.
     *
     * @param condition words for a person
     * @param risk that it is diagnosed within the horizon; null for an open problem, which is on record already
     * @param openProblem whether it is on record as active
     * @param sources of the record that bear the open problem; empty for a foretold condition
     * @param supports what raises the model's risk, strongest first; empty for an open problem
     * @param against what lowers it, strongest first; empty for an open problem
     * @param moreSupports how many more raise it, weaker than each of those
     * @param moreAgainst how many more lower it, weaker than each of those
     * @param measured whether what tells of this condition has a recent usable value
     */
    public record Candidate(
            String condition,
            @Nullable Risk risk,
            boolean openProblem,
            List<FhirReference> sources,
            List<Contribution> supports,
            List<Contribution> against,
            int moreSupports,
            int moreAgainst,
            Measured measured) {
        public Candidate {
            sources = List.copyOf(sources);
            supports = List.copyOf(supports);
            against = List.copyOf(against);
            if (openProblem != (risk == null)) {
                throw new IllegalArgumentException("candidate: expected either a risk or an open problem");
            }
        }
    }

    /** What came of looking for the measurements that tell of a condition. */
    public sealed interface Measured {

        /** Each has a recent usable value. */
        record AllInTime() implements Measured {}

        /** Some have none: these, at least one. */
        record Missing(List<NotMeasured> list) implements Measured {
            public Missing {
                list = List.copyOf(list);
                if (list.isEmpty()) {
                    throw new IllegalArgumentException("missing: expected at least one measurement");
                }
            }
        }

        /** Nothing was looked for: nobody has listed what tells of this condition. */
        record NotLookedFor() implements Measured {}
    }

    /**
     * A measurement that tells of a condition and has no recent usable value: none at all, or a result that can't be used.
     *
     * @param words for a person, for example {@code HbA1c: none in 1 year}, as {@link TellingResult.NotUsable#words} where
     *     there is a result
     * @param concept its concept key
     * @param withinDays how recent a value would have to be
     * @param citation why it matters
     */
    public record NotMeasured(String words, String concept, int withinDays, String citation) {}
}

package org.prodrome.reasoning.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.writeback.DraftProposal;

/** What one rule said of one patient, or of one order in progress. */
public sealed interface RuleResult {

    /** Which rule. */
    RuleVersion rule();

    /** What a rule's firing means. */
    enum Kind {
        ORDER_SAFETY,
        CARE_GAP,
        OVERLOOKED_RESULT,
        RECORD_CONFLICT;

        /** Whether it rests on what is not on record: then nothing can be said while part of the record is missing. */
        public boolean restsOnAbsence() {
            return this != ORDER_SAFETY;
        }
    }

    /**
     * It fired.
     *
     * @param order the order in progress it fired for; null for rules about the patient
     * @param missing what would have made it surer
     * @param outcomes ids of the model's outcomes that the matter is about
     */
    record Fired(
            RuleVersion rule,
            Kind kind,
            Severity severity,
            String headline,
            String explanation,
            List<Evidence> because,
            List<String> missing,
            @Nullable DraftOrder order,
            List<DraftProposal> proposals,
            List<String> outcomes)
            implements RuleResult {
        public Fired {
            because = List.copyOf(because);
            missing = List.copyOf(missing);
            proposals = List.copyOf(proposals);
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * It applies and something it needs is missing: neither fired nor passed.
     *
     * @param order the order in progress left unchecked; null for rules about the patient
     * @param missing what is missing, in words; never empty
     */
    record NotEvaluated(
            RuleVersion rule,
            String headline,
            List<Evidence> because,
            List<String> missing,
            @Nullable DraftOrder order,
            List<DraftProposal> proposals)
            implements RuleResult {
        public NotEvaluated {
            because = List.copyOf(because);
            missing = List.copyOf(missing);
            proposals = List.copyOf(proposals);
            if (missing.isEmpty()) {
                throw new IllegalArgumentException("missing: expected what was missing for rule " + rule.id());
            }
        }
    }

    /** It applies, everything it needs was there, and it has nothing to say. */
    record Passed(RuleVersion rule) implements RuleResult {}

    /** It is not about this patient or these orders. */
    record NotApplicable(RuleVersion rule) implements RuleResult {}

    /**
     * It could not be run at all.
     *
     * @param reason for a person; never patient data
     */
    record Broken(RuleVersion rule, String reason) implements RuleResult {}
}

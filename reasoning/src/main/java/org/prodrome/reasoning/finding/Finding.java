package org.prodrome.reasoning.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Risk;

/** Something worth a clinician's attention, or the plain statement that it could not be evaluated. */
public sealed interface Finding {

    /** One line for a person, under 140 characters. */
    String headline();

    /** Facts that led here. */
    List<Evidence> because();

    /** What would have been needed or would help, in words. */
    List<String> missing();

    /** What the model says of the outcomes it is about, as context; empty for everything but a fired rule. */
    default List<RiskContext> risks() {
        return List.of();
    }

    /** A risk above its release threshold. */
    record RiskAlert(
            String headline,
            String explanation,
            Severity severity,
            Risk risk,
            ModelVersion model,
            List<Contribution> contributions,
            List<Evidence> because,
            List<String> against,
            List<String> missing,
            List<DraftProposal> proposals)
            implements Finding {}

    /** Something due or missing in the care of the patient (patient-view rules). */
    record CareGap(
            String headline,
            String explanation,
            Severity severity,
            RuleVersion rule,
            List<Evidence> because,
            List<String> missing,
            List<DraftProposal> proposals,
            List<RiskContext> risks)
            implements Finding {
        public CareGap {
            risks = List.copyOf(risks);
        }

        /** Without the model's word. */
        public CareGap(
                String headline,
                String explanation,
                Severity severity,
                RuleVersion rule,
                List<Evidence> because,
                List<String> missing,
                List<DraftProposal> proposals) {
            this(headline, explanation, severity, rule, because, missing, proposals, List.of());
        }
    }

    /** An order in progress that clashes with the record or another order. */
    record OrderSafety(
            String headline,
            String explanation,
            Severity severity,
            RuleVersion rule,
            FhirReference order,
            List<Evidence> because,
            List<String> missing,
            List<DraftProposal> proposals,
            List<RiskContext> risks)
            implements Finding {
        public OrderSafety {
            risks = List.copyOf(risks);
        }

        /** Without the model's word. */
        public OrderSafety(
                String headline,
                String explanation,
                Severity severity,
                RuleVersion rule,
                FhirReference order,
                List<Evidence> because,
                List<String> missing,
                List<DraftProposal> proposals) {
            this(headline, explanation, severity, rule, order, because, missing, proposals, List.of());
        }
    }

    /** An abnormal result nobody followed up. */
    record OverlookedResult(
            String headline,
            String explanation,
            Severity severity,
            RuleVersion rule,
            List<Evidence> because,
            List<String> missing,
            List<DraftProposal> proposals,
            List<RiskContext> risks)
            implements Finding {
        public OverlookedResult {
            risks = List.copyOf(risks);
        }

        /** Without the model's word. */
        public OverlookedResult(
                String headline,
                String explanation,
                Severity severity,
                RuleVersion rule,
                List<Evidence> because,
                List<String> missing,
                List<DraftProposal> proposals) {
            this(headline, explanation, severity, rule, because, missing, proposals, List.of());
        }
    }

    /** Parts of the record that contradict each other, or a part that nothing on record supports. */
    record RecordConflict(
            String headline,
            String explanation,
            Severity severity,
            RuleVersion rule,
            List<Evidence> because,
            List<String> missing,
            List<DraftProposal> proposals,
            List<RiskContext> risks)
            implements Finding {
        public RecordConflict {
            risks = List.copyOf(risks);
        }
    }

    /** A rule or an order that could not be evaluated: what was missing, never "passed". */
    record InsufficientData(
            String headline,
            @Nullable RuleVersion rule,
            @Nullable FhirReference order,
            List<Evidence> because,
            List<String> missing,
            List<DraftProposal> proposals)
            implements Finding {}
}

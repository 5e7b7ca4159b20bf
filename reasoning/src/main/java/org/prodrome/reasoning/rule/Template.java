package org.prodrome.reasoning.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.writeback.DraftProposal;

/**
 * A proposal as a rule writes it, before it is known for which order.
 *
 * @param key the name by which the CQL's {@code Propose} asks for it
 * @param kind what it drafts
 * @param category of a service
 * @param what the test, product or problem; null for a removal
 * @param dosage of a product, or null
 * @param reason why, in one sentence
 * @param needs parts of the record without which it is not offered
 */
record Template(
        String key,
        Kind kind,
        DraftProposal.Service.@Nullable Category category,
        @Nullable CodedConcept what,
        @Nullable String dosage,
        String reason,
        List<String> needs) {
    /** Nobody is to take a product without a dosage for one that is ready to sign. */
    private static final String NO_DOSAGE = "The dosage is to be entered by the prescriber.";

    Template {
        needs = List.copyOf(needs);
    }

    enum Kind {
        SERVICE,
        MEDICATION,
        PROBLEM,
        REPLACE,
        REMOVE
    }

    static Template read(RuleJson json) {
        Kind kind = json.choice("kind", Kind.class);
        return new Template(
                json.text("key"),
                kind,
                kind == Kind.SERVICE ? json.choice("category", DraftProposal.Service.Category.class) : null,
                kind == Kind.REMOVE ? null : concept(json.object("what")),
                json.optionalText("dosage"),
                json.text("reason") + (isWithoutDosage(kind, json) ? " " + NO_DOSAGE : ""),
                json.texts("needs"));
    }

    private static boolean isWithoutDosage(Kind kind, RuleJson json) {
        return (kind == Kind.MEDICATION || kind == Kind.REPLACE) && json.optionalText("dosage") == null;
    }

    private static CodedConcept concept(RuleJson json) {
        return new CodedConcept(
                json.objects(
                        "codings",
                        coding -> new Coding(coding.text("system"), coding.text("code"), coding.text("display"))),
                json.text("text"));
    }

    /** The proposal, or null when it needs an order and there is none. */
    @Nullable
    DraftProposal on(@Nullable DraftOrder order) {
        return switch (kind) {
            case SERVICE -> new DraftProposal.Service(concept(), java.util.Objects.requireNonNull(category), reason);
            case MEDICATION -> new DraftProposal.Medication(concept(), dosage, reason);
            case PROBLEM -> new DraftProposal.Problem(concept(), reason);
            case REPLACE -> order == null ? null : new DraftProposal.Replace(order, concept(), dosage, reason);
            case REMOVE -> order == null ? null : new DraftProposal.Remove(order, reason);
        };
    }

    private CodedConcept concept() {
        return java.util.Objects.requireNonNull(what);
    }
}

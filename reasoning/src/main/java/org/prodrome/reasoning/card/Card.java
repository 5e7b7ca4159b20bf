package org.prodrome.reasoning.card;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.RiskContext;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;

/**
 * One matter before the clinician: the same in the chart app and as a CDS Hooks card.
 *
 * <p>Several rules, or a rule and the model, may have something to say of one matter: they make one card, which keeps what each of them
 * would have been alone as its {@link #parts}, so that what one reader may not see can be taken out again.
 *
 * @param matter what it is about; of a joined card, what its first part is about
 * @param severity indicator
 * @param summary one sentence, under 140 characters, plain text
 * @param explanation a short paragraph, plain text (escaped by whoever renders it)
 * @param basis rule or model behind it; of a joined card, the first
 * @param because facts that led to it, each with its sources
 * @param against what argues against it
 * @param missing what is missing or was not evaluated
 * @param contributions what moved the model's risk; empty for rules
 * @param order the order in progress it is about, or null
 * @param suggestions what may be accepted
 * @param risks what the model says of the outcomes the rule is about: context, never a reason to act
 * @param parts of a joined card, the cards it was joined from, rules before the model; empty for one that stands alone
 */
public record Card(
        Matter matter,
        Severity severity,
        String summary,
        String explanation,
        Basis basis,
        List<Evidence> because,
        List<String> against,
        List<String> missing,
        List<Contribution> contributions,
        @Nullable FhirReference order,
        List<Suggestion> suggestions,
        List<RiskContext> risks,
        List<Card> parts) {
    public Card {
        if (summary.length() >= 140) {
            throw new IllegalArgumentException("summary: expected under 140 characters, got " + summary.length());
        }
        because = List.copyOf(because);
        against = List.copyOf(against);
        missing = List.copyOf(missing);
        contributions = List.copyOf(contributions);
        suggestions = List.copyOf(suggestions);
        risks = List.copyOf(risks);
        parts = List.copyOf(parts);
    }

    /** A card that stands alone, without the model's word. */
    public Card(
            Matter matter,
            Severity severity,
            String summary,
            String explanation,
            Basis basis,
            List<Evidence> because,
            List<String> against,
            List<String> missing,
            List<Contribution> contributions,
            @Nullable FhirReference order,
            List<Suggestion> suggestions) {
        this(
                matter,
                severity,
                summary,
                explanation,
                basis,
                because,
                against,
                missing,
                contributions,
                order,
                suggestions,
                List.of(),
                List.of());
    }

    /** What it was joined from; itself where it stands alone. Each has its own matter, and a decision on the card counts for all. */
    public List<Card> separate() {
        return parts.isEmpty() ? List.of(this) : parts;
    }

    /** Everything it rests on, the first leading. */
    public List<Basis> bases() {
        return basis instanceof Basis.NotEvaluated
                ? List.of(basis)
                : separate().stream().map(Card::basis).distinct().toList();
    }

    /** The first part that offers a suggestion; this card where it stands alone. */
    public Card partOf(Suggestion suggestion) {
        return parts.stream()
                .filter(part -> part.suggestions().stream()
                        .anyMatch(offered -> offered.proposal().equals(suggestion.proposal())))
                .findFirst()
                .orElse(this);
    }

    /** What a suggestion rests on. */
    public Basis basisOf(Suggestion suggestion) {
        return partOf(suggestion).basis();
    }

    /** The same card with other words of the model beside it. */
    public Card withRisks(List<RiskContext> others) {
        return with(missing, others, parts);
    }

    /** The same card with one more thing missing; its first part says so too, so that it is said of what is left of it. */
    public Card missingToo(String what) {
        List<Card> partsNow = new ArrayList<>(parts);
        if (!parts.isEmpty()) {
            partsNow.set(0, parts.getFirst().missingToo(what));
        }
        return with(Stream.concat(missing.stream(), Stream.of(what)).toList(), risks, partsNow);
    }

    private Card with(List<String> missingNow, List<RiskContext> risksNow, List<Card> partsNow) {
        return new Card(
                matter,
                severity,
                summary,
                explanation,
                basis,
                because,
                against,
                missingNow,
                contributions,
                order,
                suggestions,
                risksNow,
                partsNow);
    }
}

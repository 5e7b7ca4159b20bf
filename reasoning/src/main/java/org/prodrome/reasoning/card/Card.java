package org.prodrome.reasoning.card;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;

/**
 * One matter before the clinician: the same in the chart app and as a CDS Hooks card.
 *
 * @param matter what it is about
 * @param severity indicator
 * @param summary one sentence, under 140 characters, plain text
 * @param explanation a short paragraph, plain text (escaped by whoever renders it)
 * @param basis rule or model behind it
 * @param because facts that led to it, each with its sources
 * @param against what argues against it
 * @param missing what is missing or was not evaluated
 * @param contributions what moved the model's risk; empty for rules
 * @param order the order in progress it is about, or null
 * @param suggestions what may be accepted
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
        List<Suggestion> suggestions) {
    public Card {
        if (summary.length() >= 140) {
            throw new IllegalArgumentException("summary: expected under 140 characters, got " + summary.length());
        }
        because = List.copyOf(because);
        against = List.copyOf(against);
        missing = List.copyOf(missing);
        contributions = List.copyOf(contributions);
        suggestions = List.copyOf(suggestions);
    }

    /** The same matter with one more thing missing. */
    public Card missingToo(String what) {
        List<String> more = Stream.concat(missing.stream(), Stream.of(what)).toList();
        return new Card(
                matter,
                severity,
                summary,
                explanation,
                basis,
                because,
                against,
                more,
                contributions,
                order,
                suggestions);
    }
}

package org.prodrome.reasoning.finding;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.writeback.DraftProposal;

/**
 * Of what the rules say about the current medications, what a new allergy or problem gives cause to say. Pure.
 *
 * <p>A finding is kept when one of its facts was read from the new entry. What could not be checked at all is kept too: a
 * medication of unknown ingredients, a rule that could not run, a rule that lacks something and names no fact, since what it lacks
 * may be just what the new entry does not say (an allergy in words). A current medication is no order in progress, so that nothing
 * is proposed that would change or remove one.
 */
public final class NewEntryFindings {
    private static final String UNCHECKED =
            "A current medication was not checked against the new entry: its ingredients are not known";

    private NewEntryFindings() {}

    /**
     * Those that rest on the new entries.
     *
     * @param findings of the order rules with the current medications in the place of orders
     * @param entries the resources that are new
     */
    public static List<Finding> of(List<Finding> findings, List<FhirReference> entries) {
        Set<String> literals = entries.stream().map(FhirReference::literal).collect(Collectors.toSet());
        return findings.stream()
                .map(finding -> told(finding, literals))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Finding told(Finding finding, Set<String> entries) {
        boolean rests = finding.because().stream()
                .flatMap(fact -> fact.sources().stream())
                .map(FhirReference::literal)
                .anyMatch(entries::contains);
        return switch (finding) {
            case Finding.InsufficientData data -> rests || isUnchecked(data) ? unchecked(data) : null;
            case Finding.OrderSafety safety -> rests ? withoutOrder(safety) : null;
            case Finding.CareGap gap -> rests ? gap : null;
            case Finding.OverlookedResult result -> rests ? result : null;
            case Finding.RecordConflict conflict -> rests ? conflict : null;
            case Finding.RiskAlert ignored -> null;
        };
    }

    /** An order of unknown ingredients, a rule that did not run, or one that could not be evaluated and names no fact. */
    private static boolean isUnchecked(Finding.InsufficientData data) {
        return data.because().isEmpty();
    }

    /** What rests on no fact of the entry is told together, not once for each medication. */
    private static Finding unchecked(Finding.InsufficientData data) {
        boolean ofAMedication = data.rule() == null && data.order() != null;
        return new Finding.InsufficientData(
                ofAMedication ? UNCHECKED : data.headline(),
                data.rule(),
                data.rule() != null && data.because().isEmpty() ? null : data.order(),
                data.because(),
                data.missing(),
                additions(data.proposals()));
    }

    private static Finding withoutOrder(Finding.OrderSafety safety) {
        return new Finding.OrderSafety(
                safety.headline(),
                safety.explanation(),
                safety.severity(),
                safety.rule(),
                safety.order(),
                Stream.concat(safety.because().stream(), Stream.of(medication(safety)))
                        .toList(),
                safety.missing(),
                List.of(),
                safety.risks());
    }

    /** The medication is a fact of the record here, with its source. */
    private static Evidence medication(Finding.OrderSafety safety) {
        return new Evidence("current medication", "", null, List.of(safety.order()));
    }

    private static List<DraftProposal> additions(List<DraftProposal> proposals) {
        return proposals.stream().filter(proposal -> proposal.target() == null).toList();
    }
}

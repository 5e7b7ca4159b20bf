package org.prodrome.reasoning.card;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.writeback.DraftProposal;

/** Proposals as suggestions: a label for the button and a key that stays the same whatever the order's id: codes, never
 * words of a record, within 120 characters. */
final class Suggestions {
    /** Keeps a key within 120 characters, with its verb and its count. */
    private static final int LONGEST_CODE = 100;

    private Suggestions() {}

    /** The first of several is the recommended one. Equal proposals come once. */
    static List<Suggestion> of(List<DraftProposal> proposals) {
        List<Suggestion> suggestions = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        List<DraftProposal> distinct = proposals.stream().distinct().toList();
        for (DraftProposal proposal : distinct) {
            String key = key(proposal);
            int count = used.merge(key, 1, Integer::sum);
            suggestions.add(new Suggestion(
                    count == 1 ? key : key + ":" + count, label(proposal), proposal, suggestions.isEmpty()));
        }
        return List.copyOf(suggestions);
    }

    private static String key(DraftProposal proposal) {
        return switch (proposal) {
            case DraftProposal.Service service -> "order:" + code(service.what());
            case DraftProposal.Medication medication -> "prescribe:" + code(medication.product());
            case DraftProposal.Problem problem -> "problem:" + code(problem.what());
            case DraftProposal.Replace replace -> "replace:" + code(replace.product());
            case DraftProposal.Remove ignored -> "remove";
        };
    }

    private static String label(DraftProposal proposal) {
        return switch (proposal) {
            case DraftProposal.Service service -> "Order " + service.what().words();
            case DraftProposal.Medication medication ->
                "Prescribe " + medication.product().words() + withoutDosage(medication.dosage());
            case DraftProposal.Problem problem -> "Add " + problem.what().words() + " to the problem list";
            case DraftProposal.Replace replace ->
                "Replace with " + replace.product().words() + withoutDosage(replace.dosage());
            case DraftProposal.Remove remove ->
                "Remove " + remove.order().concept().words();
        };
    }

    private static String withoutDosage(@Nullable String dosage) {
        return dosage == null ? " (enter the dosage)" : "";
    }

    private static String code(CodedConcept concept) {
        return concept.codings().stream()
                .map(Coding::token)
                .map(token -> token.substring(0, Math.min(token.length(), LONGEST_CODE)))
                .findFirst()
                .orElse("uncoded");
    }
}

package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;

/**
 * Whether any rule about orders can tell what a new allergy or problem is. The pack's {@code newEntries} says which value sets
 * those rules look it up in; without it, silence would look like "no conflict". Thread-safe.
 */
public final class NewEntryComparison {
    private final RulePack pack;
    private final Ingredients known;

    /** With a site's own knowledge of what products consist of. */
    public NewEntryComparison(RulePack pack, Ingredients known) {
        this.pack = pack;
        this.known = known;
    }

    /** What can be done with a new entry. */
    public enum Answer {
        /** A rule looks for what it is, or it says that there is nothing. */
        COMPARED,
        /** It has no code. */
        WORDS_ONLY,
        /** No rule about orders looks for what it is. */
        NO_RULE,
        /** It is not in the record: refused, withheld or unreadable. */
        NOT_READ
    }

    /** @param entry an allergy or a problem */
    public Answer of(PatientRecord record, FhirReference entry) {
        List<? extends Resource> resources =
                ParsedResources.open(record.resources()).resources();
        List<? extends Resource> its = resources.stream()
                .filter(resource -> References.literal(resource).equals(entry.literal()))
                .toList();
        if (its.isEmpty()) {
            return Answer.NOT_READ;
        }
        if (saysNone(record, entry)) {
            return Answer.COMPARED;
        }
        List<Coding> codes = new ArrayList<>(codes(its.getFirst()));
        Map<String, List<Coding>> ingredients = AllergyIngredients.of(its, known);
        codes.addAll(ingredients.getOrDefault(entry.literal(), List.of()));
        if (codes.isEmpty()) {
            return Answer.WORDS_ONLY;
        }
        return codes.stream().anyMatch(pack::looksFor) ? Answer.COMPARED : Answer.NO_RULE;
    }

    private static boolean saysNone(PatientRecord record, FhirReference entry) {
        return record.events(Allergy.class)
                .anyMatch(allergy ->
                        allergy.noneKnown() && allergy.source().literal().equals(entry.literal()));
    }

    private static List<Coding> codes(Resource resource) {
        return switch (resource) {
            case Condition condition -> codes(condition.getCode());
            case AllergyIntolerance allergy -> {
                List<Coding> codes = new ArrayList<>(codes(allergy.getCode()));
                allergy.getReaction().forEach(reaction -> codes.addAll(codes(reaction.getSubstance())));
                yield codes;
            }
            default -> List.of();
        };
    }

    private static List<Coding> codes(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .map(coding -> new Coding(coding.getSystem(), coding.getCode(), coding.getDisplay()))
                .toList();
    }
}

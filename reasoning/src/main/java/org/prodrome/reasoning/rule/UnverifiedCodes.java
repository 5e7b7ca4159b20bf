package org.prodrome.reasoning.rule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.VersionedIdentifier;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;

/**
 * How many of the codes a rule looks for have not been compared with a release of their code system. Patterns of codes count
 * as none.
 *
 * @param listed codes of its value sets and of those of the libraries it includes, each once
 * @param unverified those marked so
 */
public record UnverifiedCodes(int listed, int unverified) {
    /** The extension of a concept that says it. */
    private static final String MARK = "http://fhir.prodrome.example/StructureDefinition/verification";

    private static final String UNVERIFIED = "unverified";

    static UnverifiedCodes of(Rule rule, CqlLibraries libraries, ValueSets sets) {
        Set<String> urls = urls(rule, libraries);
        Set<String> listed = new HashSet<>();
        Set<String> unverified = new HashSet<>();
        for (ValueSet set : sets.resources()) {
            if (urls.contains(set.getUrl())) {
                set.getCompose()
                        .getInclude()
                        .forEach(include -> include.getConcept().forEach(concept -> {
                            String code = include.getSystem() + "|" + concept.getCode();
                            listed.add(code);
                            if (isUnverified(concept)) {
                                unverified.add(code);
                            }
                        }));
            }
        }
        return new UnverifiedCodes(listed.size(), unverified.size());
    }

    private static Set<String> urls(Rule rule, CqlLibraries libraries) {
        Set<String> urls = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<VersionedIdentifier> open = new ArrayDeque<>(Set.of(rule.library()));
        while (!open.isEmpty()) {
            VersionedIdentifier next = open.pop();
            String name = String.valueOf(next.getId());
            if (seen.add(name)) {
                Library library = libraries.compile(name, String.valueOf(next.getVersion()));
                urls.addAll(CqlLibraries.valueSetUrls(library));
                open.addAll(CqlLibraries.included(library));
            }
        }
        return urls;
    }

    private static boolean isUnverified(ConceptReferenceComponent concept) {
        return concept.getExtensionsByUrl(MARK).stream()
                .anyMatch(mark -> UNVERIFIED.equals(mark.getValue().primitiveValue()));
    }
}

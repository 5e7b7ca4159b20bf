package org.prodrome.fhir.consent;

import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What to do with a resource that refers to a withheld one, by {@code referring-elements.tsv}.
 *
 * @param elements {@code type|element}
 */
record Referring(Set<String> elements) {
    private static final Set<String> TELLING = Set.of("reasonCode", "conclusionCode");

    Referring {
        elements = Set.copyOf(elements);
    }

    static Referring load() {
        var elements = new HashSet<String>();
        DataRows.of("referring-elements.tsv", 2).forEach(row -> elements.add(row[0] + "|" + row[1]));
        return new Referring(elements);
    }

    /** Whether the resource refers to one of the names at all. */
    static boolean refers(Resource resource, Set<String> names) {
        return Parts.references(resource).stream().anyMatch(names::contains);
    }

    /** Whether it speaks of one of them: then it is withheld too. */
    boolean speaksOf(Resource resource, Set<String> names) {
        var speaks = new boolean[1];
        Parts.each(resource, Reference.class, (element, reference) -> {
            if (names.contains(Parts.target(reference))) {
                speaks[0] |= elements.contains(resource.fhirType() + "|*")
                        || elements.contains(resource.fhirType() + "|" + element.replace("[x]", ""));
            }
        });
        return speaks[0];
    }

    /** A copy without the references to these names, and without the words that may tell of them. */
    static Resource cut(Resource resource, Set<String> names) {
        Resource copy = resource.copy();
        Parts.each(copy, Reference.class, (element, reference) -> {
            if (names.contains(Parts.target(reference))) {
                reference.setReference(null);
                reference.setResource(null);
                reference.setIdentifier(null);
                reference.setDisplay(null);
            }
        });
        Parts.each(copy, CodeableConcept.class, (element, concept) -> {
            if (TELLING.contains(element)) {
                concept.setCoding(null).setText(null);
            }
        });
        return withoutWords(copy);
    }

    /** Changes the resource: no annotation, no narrative. */
    static Resource withoutWords(Resource copy) {
        Parts.each(copy, Annotation.class, (element, note) -> note.setText(null));
        if (copy instanceof DomainResource domain) {
            domain.setText(null);
        }
        return copy;
    }
}

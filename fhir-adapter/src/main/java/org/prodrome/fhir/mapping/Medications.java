package org.prodrome.fhir.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Gap;

/** The Medications that orders refer to: contained, beside them, by relative, absolute, versioned or {@code urn:uuid:} reference. */
final class Medications {
    private static final String URN = "urn:uuid:";
    private static final Shortfall MISSING = new Shortfall(
            "Medication",
            Gap.Reason.NOT_SUPPLIED,
            "orders refer to a Medication that did not come along: their ingredients are unknown");

    private static final Shortfall UNRESOLVED = new Shortfall(
            "Medication.ingredient",
            Gap.Reason.UNREADABLE,
            "medications could not be resolved to ingredients: they are not checked");

    private final Map<String, Medication> byId;
    private final Ingredients ingredients;

    private Medications(Map<String, Medication> byId, Ingredients ingredients) {
        this.byId = byId;
        this.ingredients = ingredients;
    }

    static Medications among(List<Resource> resources, Ingredients ingredients) {
        var byId = new HashMap<String, Medication>();
        for (Resource resource : resources) {
            if (resource instanceof Medication medication
                    && !EnteredInError.is(medication)
                    && !ModifierExtensions.isOn(medication)) {
                byId.put(medication.getIdElement().getIdPart(), medication);
            }
        }
        return new Medications(byId, ingredients);
    }

    /**
     * What a medication[x] is.
     *
     * @param ingredients RxNorm ingredients; empty when they could not be found
     */
    record Product(CodedConcept concept, List<Coding> ingredients, List<Shortfall> shortfalls) {
        Product(CodedConcept concept, List<Coding> ingredients) {
            this(concept, ingredients, ingredients.isEmpty() ? List.of(UNRESOLVED) : List.of());
        }
    }

    Product product(@Nullable Type medication) {
        return switch (medication) {
            case CodeableConcept concept -> new Product(Concepts.of(concept), ingredients.of(Concepts.of(concept)));
            case Reference reference -> referenced(reference);
            case null, default -> new Product(Concepts.text(null), List.of());
        };
    }

    private Product referenced(Reference reference) {
        Medication medication = find(reference);
        if (medication == null) {
            return new Product(Concepts.text(reference.getDisplay()), List.of(), List.of(MISSING));
        }
        CodedConcept own = Concepts.of(medication.getCode());
        boolean isNamed = !own.codings().isEmpty() || own.text() != null;
        return new Product(isNamed ? own : Concepts.text(reference.getDisplay()), ingredients.of(medication));
    }

    private @Nullable Medication find(Reference reference) {
        if (reference.getResource() instanceof Medication contained) {
            return contained;
        }
        String id = String.valueOf(reference.getReferenceElement().getIdPart());
        @Nullable Medication found = byId.get(id.startsWith(URN) ? id.substring(URN.length()) : id);
        return found;
    }
}

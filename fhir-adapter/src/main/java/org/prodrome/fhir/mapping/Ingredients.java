package org.prodrome.fhir.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;

/**
 * The RxNorm ingredients of a product: by the product's own code in the table, else by the ingredients its Medication
 * lists. Empty means "could not be found", which callers must report as not checked. It is all or nothing: a list with a
 * hole would pass for a complete one.
 */
final class Ingredients {
    private static final IngredientTable TABLE = IngredientTable.load();

    private Ingredients() {}

    /**
     * By a product the table knows. A bare ingredient counts where every RxNorm code given is one we know: beside a product
     * we do not know, it may be one of several.
     */
    static List<Coding> of(CodedConcept product) {
        List<Coding> byProduct = byProduct(product);
        if (!byProduct.isEmpty()) {
            return byProduct;
        }
        var found = new LinkedHashSet<Coding>();
        for (String code : rxNorm(product)) {
            Optional<Coding> known = TABLE.ingredient(code);
            if (known.isEmpty()) {
                return List.of();
            }
            found.add(known.get());
        }
        return List.copyOf(found);
    }

    /** Where a Medication lists ingredients, its code alone settles the matter only as a product we know. */
    static List<Coding> of(Medication medication) {
        CodedConcept code = Concepts.of(medication.getCode());
        List<Coding> byProduct = byProduct(code);
        if (!byProduct.isEmpty()) {
            return byProduct;
        }
        return medication.hasIngredient() ? listed(medication) : of(code);
    }

    private static List<Coding> listed(Medication medication) {
        var found = new LinkedHashSet<Coding>();
        for (MedicationIngredientComponent ingredient : medication.getIngredient()) {
            Set<Coding> known =
                    ingredient.getItem() instanceof CodeableConcept item ? ofIngredient(Concepts.of(item)) : Set.of();
            if (known.isEmpty()) {
                return List.of();
            }
            found.addAll(known);
        }
        return List.copyOf(found);
    }

    /** The codings of one ingredient are names of one thing: any that the table knows will do. */
    private static Set<Coding> ofIngredient(CodedConcept item) {
        var found = new LinkedHashSet<Coding>(byProduct(item));
        rxNorm(item).forEach(code -> TABLE.ingredient(code).ifPresent(found::add));
        return found;
    }

    private static List<Coding> byProduct(CodedConcept product) {
        return rxNorm(product).stream()
                .flatMap(code -> TABLE.product(code).stream())
                .distinct()
                .toList();
    }

    private static List<String> rxNorm(CodedConcept concept) {
        return concept.codings().stream()
                .filter(coding -> coding.system().equals(Coding.RXNORM))
                .map(Coding::code)
                .toList();
    }
}

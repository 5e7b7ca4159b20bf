package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;

/**
 * The RxNorm ingredients of a product: by the product's own code in the table, else by the ingredients its Medication
 * lists. Empty means "could not be found", which callers must report as not checked.
 */
final class Ingredients {
    private static final IngredientTable TABLE = IngredientTable.load();

    private Ingredients() {}

    static List<Coding> of(CodedConcept product) {
        var found = new LinkedHashSet<Coding>();
        for (Coding coding : product.codings()) {
            if (coding.system().equals(Coding.RXNORM)) {
                found.addAll(TABLE.ingredients(coding.code()));
            }
        }
        return List.copyOf(found);
    }

    static List<Coding> of(Medication medication) {
        List<Coding> byCode = of(Concepts.of(medication.getCode()));
        return byCode.isEmpty() ? listed(medication) : byCode;
    }

    /** All or nothing: a list with a hole would pass for a complete one. */
    private static List<Coding> listed(Medication medication) {
        var found = new ArrayList<Coding>();
        for (MedicationIngredientComponent ingredient : medication.getIngredient()) {
            if (!(ingredient.getItem() instanceof CodeableConcept item)) {
                return List.of();
            }
            List<Coding> codes = ofIngredient(Concepts.of(item));
            if (codes.isEmpty()) {
                return List.of();
            }
            found.addAll(codes);
        }
        return List.copyOf(new LinkedHashSet<>(found));
    }

    /** An RxNorm code given as an ingredient is one, whether or not the table knows it. */
    private static List<Coding> ofIngredient(CodedConcept item) {
        List<Coding> known = of(item);
        return known.isEmpty() ? item.in(Coding.RXNORM).stream().toList() : known;
    }
}

package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A MedicationRequest or MedicationStatement.
 *
 * @param concept the product as ordered
 * @param ingredients RxNorm ingredient codings; empty when they could not be found ("not checked", never "none")
 * @param time authored on, else start
 * @param end when it stopped or is due to stop, or null
 * @param status FHIR status code, for example {@code active}, {@code stopped}, {@code draft}
 * @param intent FHIR intent code, for example {@code order}, {@code proposal}; empty for statements
 * @param dosage the dosage in words, or null
 * @param dose one dose as a quantity, or null
 * @param route how it is taken, or null
 * @param reasons why, as coded or in words
 * @param reported told by somebody, not ordered here
 */
public record MedicationOrder(
        FhirReference source,
        CodedConcept concept,
        List<Coding> ingredients,
        @Nullable EventTime time,
        @Nullable EventTime end,
        String status,
        String intent,
        @Nullable String dosage,
        Value.@Nullable Quantity dose,
        @Nullable CodedConcept route,
        List<CodedConcept> reasons,
        boolean reported)
        implements ClinicalEvent {
    public MedicationOrder {
        ingredients = List.copyOf(ingredients);
        reasons = List.copyOf(reasons);
    }

    /** An order of which no more is known. */
    public MedicationOrder(
            FhirReference source,
            CodedConcept concept,
            List<Coding> ingredients,
            @Nullable EventTime time,
            @Nullable EventTime end,
            String status,
            String intent,
            @Nullable String dosage) {
        this(source, concept, ingredients, time, end, status, intent, dosage, null, null, List.of(), false);
    }

    /** In use as far as the record says: drafts, and proposals and options whatever their status, are not. */
    public boolean isActive() {
        return (status.equals("active") || status.equals("on-hold"))
                && !intent.equals("proposal")
                && !intent.equals("option");
    }
}

package org.prodrome.fhir.record;

import java.util.List;

/**
 * An order the clinician is entering, as the CDS client sent it.
 *
 * @param reference type and id in {@code draftOrders}
 * @param concept what is ordered, as product or service
 * @param ingredients RxNorm ingredient codings of a medication; empty when unknown ("not checked") or not a medication
 * @param selected true when it is among the hook's selections (always true for order-sign)
 * @param json the original resource, whole: a card's update must carry it
 */
public record DraftOrder(
        FhirReference reference, CodedConcept concept, List<Coding> ingredients, boolean selected, String json) {
    public DraftOrder {
        ingredients = List.copyOf(ingredients);
    }

    public boolean isMedication() {
        return reference.type().equals("MedicationRequest");
    }

    /** Never the order's content. */
    @Override
    public String toString() {
        return "DraftOrder[" + reference.type() + "]";
    }
}

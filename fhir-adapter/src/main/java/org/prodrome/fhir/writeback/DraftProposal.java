package org.prodrome.fhir.writeback;

import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;

/** What a suggestion would put into the EHR, before any resource is rendered. */
public sealed interface DraftProposal {

    /** A test, procedure or referral: ServiceRequest. */
    record Service(CodedConcept what, Category category, String reason) implements DraftProposal {
        /** Which kind of service. */
        public enum Category {
            LABORATORY,
            IMAGING,
            PROCEDURE,
            REFERRAL
        }
    }

    /** A medication: MedicationRequest. */
    record Medication(CodedConcept product, @Nullable String dosage, String reason) implements DraftProposal {}

    /** A problem list entry: Condition. */
    record Problem(CodedConcept what, String reason) implements DraftProposal {}

    /** Instead of an order in progress, this product: update of the draft order, whole. */
    record Replace(
            DraftOrder order,
            CodedConcept product,
            @Nullable String dosage,
            String reason) implements DraftProposal {}

    /** Take an order in progress back: delete of the draft order. */
    record Remove(DraftOrder order, String reason) implements DraftProposal {}

    /** Why, in one sentence; goes into the resource's reason or note. */
    String reason();

    /** The order in progress this is about, or null. */
    default @Nullable FhirReference target() {
        return switch (this) {
            case Replace replace -> replace.order().reference();
            case Remove remove -> remove.order().reference();
            case Service ignored -> null;
            case Medication ignored -> null;
            case Problem ignored -> null;
        };
    }
}

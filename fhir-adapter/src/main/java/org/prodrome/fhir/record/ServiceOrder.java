package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ServiceRequest of the record: a test, referral or procedure that was asked for, which is not to say done.
 *
 * @param concept what was asked for
 * @param time authored on, else when it is to happen
 * @param status FHIR status code
 * @param intent FHIR intent code
 * @param reasons why, as coded
 */
public record ServiceOrder(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        String status,
        String intent,
        List<CodedConcept> reasons)
        implements ClinicalEvent {
    public ServiceOrder {
        reasons = List.copyOf(reasons);
    }

    /** Still to be done as far as the record says. */
    public boolean isOpen() {
        return (status.equals("active") || status.equals("on-hold"))
                && !intent.equals("proposal")
                && !intent.equals("option");
    }
}

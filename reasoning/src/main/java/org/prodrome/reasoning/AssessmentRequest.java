package org.prodrome.reasoning;

import java.time.LocalDate;
import java.util.List;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientRecord;

/**
 * All an assessment depends on, besides the loaded packages.
 *
 * @param record what could be read
 * @param asOf the day of the assessment; nothing later is looked at
 * @param moment decides which rules run
 * @param draftOrders orders in progress; empty at patient-view
 */
public record AssessmentRequest(PatientRecord record, LocalDate asOf, Moment moment, List<DraftOrder> draftOrders) {
    public AssessmentRequest {
        draftOrders = List.copyOf(draftOrders);
    }
}

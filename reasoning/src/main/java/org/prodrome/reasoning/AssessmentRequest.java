package org.prodrome.reasoning;

import java.time.LocalDate;
import java.util.List;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.finding.NewEntryFindings;

/**
 * All an assessment depends on, besides the loaded packages.
 *
 * @param record what could be read
 * @param asOf the day of the assessment; nothing later is looked at
 * @param moment decides which rules run
 * @param draftOrders orders in progress; empty at patient-view; where an allergy or problem is new, the current medications
 * @param newEntries what is new in the record, where only what rests on it is to be told; empty where everything is
 */
public record AssessmentRequest(
        PatientRecord record,
        LocalDate asOf,
        Moment moment,
        List<DraftOrder> draftOrders,
        List<FhirReference> newEntries) {
    public AssessmentRequest {
        draftOrders = List.copyOf(draftOrders);
        newEntries = List.copyOf(newEntries);
    }

    /** Of which everything is to be told. */
    public AssessmentRequest(PatientRecord record, LocalDate asOf, Moment moment, List<DraftOrder> draftOrders) {
        this(record, asOf, moment, draftOrders, List.of());
    }

    /** Those findings that were asked about. */
    List<Finding> about(List<Finding> findings) {
        return newEntries.isEmpty() ? findings : NewEntryFindings.of(findings, newEntries);
    }
}

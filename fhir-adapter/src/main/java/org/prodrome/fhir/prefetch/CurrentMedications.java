package org.prodrome.fhir.prefetch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

/**
 * What a patient takes, as if it were ordered now: so that a new allergy or problem is compared with it by the rules for
 * orders.
 */
public final class CurrentMedications {
    private CurrentMedications() {}

    /** Every active medication of a record as a selected order; what was only reported too. */
    public static List<DraftOrder> asOrders(PatientRecord record) {
        Map<String, Resource> byLiteral = new HashMap<>();
        for (Resource resource : ParsedResources.open(record.resources()).resources()) {
            byLiteral.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
        }
        return record.events(MedicationOrder.class)
                .filter(MedicationOrder::isActive)
                .map(order -> asOrder(
                        order, Optional.ofNullable(byLiteral.get(order.source().literal()))))
                .toList();
    }

    private static DraftOrder asOrder(MedicationOrder order, Optional<Resource> resource) {
        String json = resource.filter(MedicationRequest.class::isInstance)
                .map(FhirJson::render)
                .orElseGet(() -> FhirJson.render(request(order)));
        return new DraftOrder(
                new FhirReference("MedicationRequest", order.source().id(), null),
                order.concept(),
                order.ingredients(),
                true,
                json);
    }

    /** A reported medication in the shape of an order. */
    private static MedicationRequest request(MedicationOrder order) {
        var concept = new CodeableConcept().setText(order.concept().words());
        for (Coding coding : order.concept().codings()) {
            concept.addCoding()
                    .setSystem(coding.system())
                    .setCode(coding.code())
                    .setDisplay(coding.display());
        }
        var request = new MedicationRequest();
        request.setId(order.source().id());
        request.setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE);
        request.setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        request.setMedication(concept);
        return request;
    }
}

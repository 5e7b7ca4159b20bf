package org.prodrome.fhir.prefetch;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
    private static final String ORDER = "MedicationRequest";

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

    /**
     * The id of a medication in the form of an order. A reported one is told from a prescribed one with the same id.
     *
     * @param source a MedicationRequest or a MedicationStatement
     */
    public static String orderId(FhirReference source) {
        if (source.type().equals(ORDER)) {
            return source.id();
        }
        String typed = source.type() + "-" + source.id();
        return FhirReference.isLogicalId(typed)
                ? typed
                : UUID.nameUUIDFromBytes(typed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static DraftOrder asOrder(MedicationOrder order, Optional<Resource> resource) {
        String json = resource.filter(MedicationRequest.class::isInstance)
                .map(FhirJson::render)
                .orElseGet(() -> FhirJson.render(request(order)));
        return new DraftOrder(
                new FhirReference(ORDER, orderId(order.source()), null),
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
        request.setId(orderId(order.source()));
        request.setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE);
        request.setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        request.setMedication(concept);
        return request;
    }
}

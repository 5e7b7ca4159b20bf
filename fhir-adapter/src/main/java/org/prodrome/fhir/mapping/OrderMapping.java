package org.prodrome.fhir.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DeviceRequest;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.resources.ParsedResources;

/** A draft order's resource to {@link DraftOrder}. */
public final class OrderMapping {
    private static final Set<String> ORDERS = Set.of(
            "MedicationRequest",
            "ServiceRequest",
            "DeviceRequest",
            "NutritionOrder",
            "VisionPrescription",
            "CommunicationRequest");

    private OrderMapping() {}

    /**
     * Maps the orders among the resources of a draftOrders Bundle; a Medication there is not an order but may be what one
     * refers to.
     *
     * @param all the Bundle's resources
     * @param texts each one as sent, in the same order
     * @param selections references as the hook gives them, or null when every order counts as selected
     */
    public static List<DraftOrder> map(
            ParsedResources all, List<OrderText> texts, @Nullable Collection<String> selections) {
        return map(all, texts, selections, Ingredients.shipped());
    }

    /** With a site's own knowledge of ingredients. */
    public static List<DraftOrder> map(
            ParsedResources all,
            List<OrderText> texts,
            @Nullable Collection<String> selections,
            Ingredients ingredients) {
        var medications = Medications.among(all.resources(), ingredients);
        int[] orders = IntStream.range(0, texts.size())
                .filter(i -> ORDERS.contains(all.resources().get(i).fhirType()))
                .toArray();
        List<OrderNames> names = IntStream.of(orders)
                .mapToObj(i -> new OrderNames(
                        reference(all.resources().get(i), i), texts.get(i).fullUrl()))
                .toList();
        Predicate<OrderNames> selected = selections == null ? order -> true : OrderNames.selected(selections, names);
        return IntStream.range(0, orders.length)
                .mapToObj(i -> order(
                        all.resources().get(orders[i]),
                        names.get(i).reference(),
                        texts.get(orders[i]).json(),
                        medications,
                        selected.test(names.get(i))))
                .toList();
    }

    private static DraftOrder order(
            Resource resource, FhirReference reference, String json, Medications medications, boolean selected) {
        var product = product(resource, medications);
        return new DraftOrder(reference, product.concept(), product.ingredients(), selected, json);
    }

    private static FhirReference reference(Resource resource, int index) {
        try {
            return Sources.of(resource);
        } catch (IllegalArgumentException e) {
            throw new FhirAdapterException.Unreadable(
                    "draftOrders.entry[" + index + "].resource.id: expected a logical id, got none or another form");
        }
    }

    private static Medications.Product product(Resource resource, Medications medications) {
        return switch (resource) {
            case MedicationRequest request -> medications.product(request.getMedication());
            case ServiceRequest request -> service(Concepts.of(request.getCode()));
            case DeviceRequest request
            when request.getCode() instanceof CodeableConcept code -> service(Concepts.of(code));
            default -> service(new CodedConcept(List.of(), null));
        };
    }

    private static Medications.Product service(CodedConcept concept) {
        return new Medications.Product(concept, List.of());
    }
}

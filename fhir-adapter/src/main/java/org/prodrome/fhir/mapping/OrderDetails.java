package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.resources.FhirJson;

/**
 * What makes two orders of one ingredient different orders: product, dose, route and timing (FHIR R4, {@code Dosage}).
 *
 * <p>Normalised: 30.0 is 30, a unit is its code, codes come without their displays, text without case and extra blanks. Days on
 * which it is to start or end are left out, since they change whenever the same order is entered again. Thread-safe.
 */
public final class OrderDetails {
    private static final Set<String> COUNTED = Set.of(
            "text",
            "timing",
            "asNeeded[x]",
            "site",
            "route",
            "method",
            "doseAndRate",
            "maxDosePerPeriod",
            "maxDosePerAdministration",
            "maxDosePerLifetime");
    private static final Set<String> LEFT_OUT = Set.of("id", "extension", "modifierExtension", "event", "type");

    private OrderDetails() {}

    /**
     * Of an order in progress, each as one line, sorted.
     *
     * @return the order's whole text where it can't be read: then every change of it is another order
     */
    public static List<String> of(DraftOrder order) {
        List<String> details = new ArrayList<>();
        details.add("product=" + product(order));
        try {
            if (FhirJson.parse(order.json()) instanceof MedicationRequest request) {
                request.getDosageInstruction().forEach(dosage -> add(dosage, details));
            }
        } catch (FhirAdapterException unreadable) {
            details.add("unread=" + order.json());
        }
        return details.stream().sorted().toList();
    }

    private static String product(DraftOrder order) {
        List<Coding> codings = order.concept().codings();
        return codings.isEmpty()
                ? plain(order.concept().words())
                : codings.stream().map(Coding::token).sorted().collect(Collectors.joining(" "));
    }

    /** One line for each dosage instruction: what belongs to one must not be taken for another's. */
    private static void add(Dosage dosage, List<String> details) {
        List<String> parts = new ArrayList<>();
        for (Property property : dosage.children()) {
            if (COUNTED.contains(property.getName())) {
                property.getValues().forEach(value -> add(property.getName(), value, parts));
            }
        }
        details.add("dosage=" + parts.stream().sorted().collect(Collectors.joining("; ")));
    }

    private static void add(String path, Base value, List<String> parts) {
        switch (value) {
            case Quantity quantity -> parts.add(path + "=" + amount(quantity));
            case CodeableConcept concept -> parts.add(path + "=" + tokens(concept));
            case DecimalType number ->
                parts.add(path + "=" + number.getValue().stripTrailingZeros().toPlainString());
            case PrimitiveType<?> primitive -> parts.add(path + "=" + plain(primitive.getValueAsString()));
            default -> {
                for (Property property : value.children()) {
                    if (!LEFT_OUT.contains(property.getName())) {
                        property.getValues().stream()
                                .filter(child -> !child.fhirType().equals("Period"))
                                .forEach(child -> add(path + "." + property.getName(), child, parts));
                    }
                }
            }
        }
    }

    private static String amount(Quantity quantity) {
        String unit = quantity.hasCode() ? quantity.getCode() : plain(quantity.getUnit());
        String number =
                quantity.hasValue() ? quantity.getValue().stripTrailingZeros().toPlainString() : "";
        String comparator = quantity.hasComparator() ? quantity.getComparator().toCode() : "";
        return comparator + number + " " + unit;
    }

    private static String tokens(CodeableConcept concept) {
        return concept.hasCoding()
                ? concept.getCoding().stream()
                        .map(coding -> coding.getSystem() + "|" + coding.getCode())
                        .sorted()
                        .collect(Collectors.joining(" "))
                : plain(concept.getText());
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}

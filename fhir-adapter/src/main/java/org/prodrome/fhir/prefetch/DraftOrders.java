package org.prodrome.fhir.prefetch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.mapping.OrderMapping;
import org.prodrome.fhir.mapping.OrderText;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

/** The {@code draftOrders} Bundle of order-select and order-sign. Each order keeps its JSON as the client sent it. */
public final class DraftOrders {
    private DraftOrders() {}

    /**
     * Reads the orders in progress.
     *
     * @param bundle the Bundle's JSON
     * @param selections references such as {@code MedicationRequest/1}, relative, absolute, versioned or an entry's {@code
     *     fullUrl}; null for hooks without selections, where every order counts as selected. Where one of them names no
     *     order, or there are none, every order counts as selected too: better one check too many
     * @throws FhirAdapterException.Unreadable where the Bundle or one of its orders cannot be read: an order nobody looked at
     *     must not pass for a checked one
     */
    public static List<DraftOrder> parse(String bundle, @Nullable Collection<String> selections) {
        return parse(bundle, selections, Ingredients.shipped());
    }

    /** Reads them with a site's own knowledge of ingredients. */
    public static List<DraftOrder> parse(
            String bundle, @Nullable Collection<String> selections, Ingredients ingredients) {
        List<OrderText> texts = EntryTexts.of(bundle);
        var resources = new ArrayList<Resource>();
        for (OrderText text : texts) {
            resources.add(order(text.json(), resources.size()));
        }
        return OrderMapping.map(ParsedResources.of(resources), texts, selections, ingredients);
    }

    private static Resource order(String text, int index) {
        try {
            return FhirJson.parse(text);
        } catch (FhirAdapterException.Unreadable e) {
            throw new FhirAdapterException.Unreadable(
                    "draftOrders.entry[" + index + "].resource: expected a FHIR resource, got something else");
        }
    }
}

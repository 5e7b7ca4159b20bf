package org.prodrome.fhir.mapping;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a draftOrders Bundle.
 *
 * @param json its resource, character for character as sent
 * @param fullUrl the address the entry gives for it, or null
 */
public record OrderText(String json, @Nullable String fullUrl) {
    /** Never the order's content. */
    @Override
    public String toString() {
        return "OrderText[" + json.length() + " characters]";
    }
}

package org.prodrome.fhir.mapping;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;

/**
 * The names under which a hook's selections may speak of an order in progress.
 *
 * @param reference its type and id
 * @param fullUrl what its Bundle entry calls it, or null
 */
record OrderNames(FhirReference reference, @Nullable String fullUrl) {
    private static final Pattern LITERAL = Pattern.compile(
            "(?:.*/)?(?<literal>[A-Z][A-Za-z]{2,63}/[A-Za-z0-9\\-.]{1,64})(?:/_history/[A-Za-z0-9\\-.]{1,64})?/?");
    private static final Pattern BARE = Pattern.compile("(?:urn:(?:uuid|oid):)?(?<id>[A-Za-z0-9\\-.]{1,64})");

    /**
     * Which orders are selected. A selection that names none of them, or a lack of selections, selects all: which one the
     * clinician means is then unknown, and an order that nobody checks is the worse mistake.
     */
    static Predicate<OrderNames> selected(Collection<String> selections, List<OrderNames> orders) {
        boolean understood = !selections.isEmpty()
                && selections.stream().allMatch(selection -> orders.stream().anyMatch(order -> order.is(selection)));
        return order -> !understood || selections.stream().anyMatch(order::is);
    }

    private boolean is(String selection) {
        String name = selection.strip();
        if (fullUrl != null && name.equalsIgnoreCase(fullUrl)) {
            return true;
        }
        Matcher literal = LITERAL.matcher(name);
        if (literal.matches()) {
            return literal.group("literal").equals(reference.literal());
        }
        Matcher bare = BARE.matcher(name);
        return bare.matches() && bare.group("id").equalsIgnoreCase(reference.id());
    }
}

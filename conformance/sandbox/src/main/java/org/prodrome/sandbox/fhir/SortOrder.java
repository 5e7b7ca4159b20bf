package org.prodrome.sandbox.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;

/** The {@code _sort} of a search: names of date parameters or {@code _id}, newest first with a leading minus. */
final class SortOrder {

    private final List<Comparator<Resource>> keys = new ArrayList<>();

    private SortOrder() {}

    static SortOrder of(String type, Map<String, List<String>> parameters) {
        SortOrder order = new SortOrder();
        parameters.getOrDefault("_sort", List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .forEach(key -> order.keys.add(comparator(type, key)));
        return order;
    }

    List<Resource> apply(List<Resource> found) {
        return keys.stream()
                .reduce(Comparator::thenComparing)
                .map(comparator -> found.stream().sorted(comparator).toList())
                .orElse(found);
    }

    private static Comparator<Resource> comparator(String type, String key) {
        boolean descending = key.startsWith("-");
        String name = descending ? key.substring(1) : key;
        if (name.equals("_id")) {
            Comparator<Resource> byId =
                    Comparator.comparing(resource -> resource.getIdElement().getIdPart());
            return descending ? byId.reversed() : byId;
        }
        SearchParameter parameter = SearchParameters.r4()
                .find(type, name)
                .filter(found -> found.kind() == SearchParameter.Kind.DATE)
                .orElseThrow(() -> new StoreException.Invalid("_sort: expected _id or a date parameter of " + type));
        return descending
                ? Comparator.comparing((Resource resource) -> time(parameter, resource, Instant.MIN))
                        .reversed()
                : Comparator.comparing(resource -> time(parameter, resource, Instant.MAX));
    }

    /** Resources without the date come last either way. */
    private static Instant time(SearchParameter parameter, Resource resource, Instant missing) {
        return parameter.valuesOf(resource).stream()
                .flatMap(value -> DateRange.of(value).stream())
                .map(DateRange::low)
                .min(Comparator.naturalOrder())
                .orElse(missing);
    }
}

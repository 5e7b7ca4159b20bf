package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.smart.Scope;

/** Runs a type search for one request. */
final class SearchHandler {

    private static final Set<String> CONTROLS = Set.of(
            "_count", "_sort", "_include", "_revinclude", "_format", "_pretty", "_summary", "_elements", "_total");
    private static final Set<String> TOLD_CONTROLS = Set.of("_count", "_sort", "_include", "_revinclude");

    private final ClinicalStore store;
    private final SearchSets sets;
    private final Faults faults;
    private final ProfileRules profile;

    SearchHandler(ClinicalStore store, SearchSets sets, Faults faults, ProfileRules profile) {
        this.store = store;
        this.sets = sets;
        this.faults = faults;
        this.profile = profile;
    }

    Bundle search(String type, RequestDetails request) {
        Access access = Access.of(request);
        Map<String, List<String>> parameters = parametersOf(request);
        List<String> page = parameters.getOrDefault("_page", List.of());
        return page.isEmpty()
                ? firstPage(type, parameters, access, Preference.isStrict(request))
                : sets.following(type, page.getFirst(), access);
    }

    private Bundle firstPage(String type, Map<String, List<String>> parameters, Access access, boolean strict) {
        Map<String, List<String>> conditions = new LinkedHashMap<>(parameters);
        conditions.keySet().removeAll(CONTROLS);
        SearchCriteria criteria = criteria(type, conditions, strict);
        List<Resource> found = SortOrder.of(type, parameters).apply(visible(type, criteria, access));
        int count = sets.count(parameters.getOrDefault("_count", List.of()));
        SearchPages.Page first =
                new SearchPages.Page(access.grant(), type, found, 0, count, Extras.requested(parameters, strict));
        conditions.keySet().removeAll(criteria.unknown());
        TOLD_CONTROLS.stream()
                .filter(parameters::containsKey)
                .forEach(name -> conditions.put(name, parameters.getOrDefault(name, List.of())));
        return sets.first(first, selfLink(type, conditions), access);
    }

    private SearchCriteria criteria(String type, Map<String, List<String>> conditions, boolean strict) {
        Set<String> unknown = profile.takeUnsearchable(type, conditions);
        profile.requireNarrowSearch(type, conditions);
        SearchCriteria criteria = SearchCriteria.of(type, conditions);
        unknown.addAll(criteria.unknown());
        if (strict && !unknown.isEmpty()) {
            throw new StoreException.Invalid(
                    "search parameter: expected one in the CapabilityStatement, got " + String.join(", ", unknown));
        }
        return criteria;
    }

    private List<Resource> visible(String type, SearchCriteria criteria, Access access) {
        if (faults.find(Fault.EmptyChart.class).isPresent() && !type.equals("Patient")) {
            return List.of();
        }
        return store.matching(type, criteria, access.onlyChart(type)).stream()
                .filter(stored ->
                        access.covers(stored.resource(), Optional.ofNullable(stored.patientId()), Scope.Action.SEARCH))
                .map(StoredResource::resource)
                .toList();
    }

    private static String selfLink(String type, Map<String, List<String>> used) {
        List<String> pairs = new ArrayList<>();
        used.forEach((name, values) ->
                values.forEach(value -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return type + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    static Map<String, List<String>> parametersOf(RequestDetails request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameters().forEach((name, values) -> parameters.put(name, List.of(values)));
        return parameters;
    }
}

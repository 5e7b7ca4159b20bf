package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.smart.EhrAddress;
import org.prodrome.sandbox.smart.Scope;

/** Runs a type search for one request and lays its result out as searchset pages. */
final class SearchHandler {

    private static final Set<String> CONTROLS =
            Set.of("_count", "_sort", "_include", "_format", "_pretty", "_summary", "_elements", "_total");
    private static final int DEFAULT_COUNT = 100;
    private static final int MOST = 1_000;

    private final ClinicalStore store;
    private final EhrAddress address;
    private final Faults faults;
    private final SearchPages pages = new SearchPages();

    SearchHandler(ClinicalStore store, EhrAddress address, Faults faults) {
        this.store = store;
        this.address = address;
        this.faults = faults;
    }

    Bundle search(String type, RequestDetails request) {
        Access access = Access.of(request);
        Map<String, List<String>> parameters = parametersOf(request);
        List<String> page = parameters.getOrDefault("_page", List.of());
        if (!page.isEmpty()) {
            SearchPages.Page found = pages.find(page.getFirst(), access.grant());
            return bundle(found, address.fhirBase() + "/" + type + "?_page=" + page.getFirst(), access);
        }
        return firstPage(type, parameters, access, Preference.isStrict(request));
    }

    private Bundle firstPage(String type, Map<String, List<String>> parameters, Access access, boolean strict) {
        Map<String, List<String>> conditions = new LinkedHashMap<>(parameters);
        conditions.keySet().removeAll(CONTROLS);
        SearchCriteria criteria = SearchCriteria.of(type, conditions);
        if (strict && !criteria.unknown().isEmpty()) {
            throw new StoreException.Invalid("search parameter: expected one in the CapabilityStatement, got "
                    + String.join(", ", criteria.unknown()));
        }
        List<Resource> found = SortOrder.of(type, parameters).apply(visible(type, criteria, access));
        SearchPages.Page first = new SearchPages.Page(
                access.grant(), type, found, 0, count(parameters), Include.requested(parameters, strict));
        conditions.keySet().removeAll(criteria.unknown());
        parameters.forEach((name, values) -> {
            if (name.equals("_count") || name.equals("_sort") || name.equals("_include")) {
                conditions.put(name, values);
            }
        });
        return bundle(first, selfLink(type, conditions), access);
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

    private Bundle bundle(SearchPages.Page page, String self, Access access) {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET).setTotal(page.found().size());
        bundle.addLink().setRelation("self").setUrl(self);
        if (page.hasNext()) {
            String next = address.fhirBase() + "/" + page.type() + "?_page=" + pages.keep(page.next());
            bundle.addLink().setRelation("next").setUrl(next);
        }
        page.matches().forEach(match -> add(bundle, match, Bundle.SearchEntryMode.MATCH));
        included(page, access).forEach(extra -> add(bundle, extra, Bundle.SearchEntryMode.INCLUDE));
        return bundle;
    }

    private Set<Resource> included(SearchPages.Page page, Access access) {
        Set<Resource> extras = new LinkedHashSet<>();
        for (String include : page.includes()) {
            for (Resource match : page.matches()) {
                Include.references(include, match)
                        .forEach(reference -> resolve(reference, access).ifPresent(extras::add));
            }
        }
        return extras;
    }

    private Optional<Resource> resolve(Reference reference, Access access) {
        String type = String.valueOf(reference.getReferenceElement().getResourceType());
        String id = String.valueOf(reference.getReferenceElement().getIdPart());
        return store.read(type, id).filter(found -> access.covers(found, store.patientOf(type, id), Scope.Action.READ));
    }

    private void add(Bundle bundle, Resource resource, Bundle.SearchEntryMode mode) {
        bundle.addEntry()
                .setFullUrl(address.fhirBase() + "/" + resource.fhirType() + "/"
                        + resource.getIdElement().getIdPart())
                .setResource(resource)
                .getSearch()
                .setMode(mode);
    }

    private static int count(Map<String, List<String>> parameters) {
        List<String> given = parameters.getOrDefault("_count", List.of());
        if (given.isEmpty()) {
            return DEFAULT_COUNT;
        }
        if (!given.getFirst().matches("[1-9]\\d{0,8}")) {
            throw new StoreException.Invalid("_count: expected a whole number above 0");
        }
        return Math.min(MOST, Integer.parseInt(given.getFirst()));
    }

    private String selfLink(String type, Map<String, List<String>> used) {
        List<String> pairs = new ArrayList<>();
        used.forEach((name, values) ->
                values.forEach(value -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return address.fhirBase() + "/" + type + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    private static Map<String, List<String>> parametersOf(RequestDetails request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameters().forEach((name, values) -> parameters.put(name, List.of(values)));
        return parameters;
    }
}

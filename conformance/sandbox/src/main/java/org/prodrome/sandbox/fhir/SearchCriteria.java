package org.prodrome.sandbox.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;

/** A search's conditions on one type: all of them must hold, and of a comma-separated list of values any one. */
final class SearchCriteria implements Predicate<Resource> {

    private final List<Predicate<Resource>> all = new ArrayList<>();
    private final List<String> used = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private Optional<String> patientId = Optional.empty();

    private SearchCriteria() {}

    /** Parameters that this server does not know are listed by {@link #unknown()} and otherwise ignored. */
    static SearchCriteria of(String type, Map<String, List<String>> parameters) {
        SearchCriteria criteria = new SearchCriteria();
        parameters.forEach((name, values) -> criteria.add(type, name, values));
        return criteria;
    }

    @Override
    public boolean test(Resource resource) {
        return all.stream().allMatch(condition -> condition.test(resource));
    }

    List<String> unknown() {
        return unknown;
    }

    List<String> used() {
        return used;
    }

    /** The one patient this search is about, if it says so; lets the store look in one chart only. */
    Optional<String> patientId() {
        return patientId;
    }

    private void add(String type, String name, List<String> values) {
        String root = name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
        Optional<SearchParameter> parameter = SearchParameters.r4().find(type, root);
        if (parameter.isEmpty()) {
            unknown.add(name);
            return;
        }
        if (!root.equals(name)) {
            throw new StoreException.Invalid(root + ": expected no modifier, this server knows none");
        }
        used.add(name);
        values.forEach(value -> all.add(condition(parameter.get(), value)));
        if (name.equals("patient") || name.equals("subject") || (type.equals("Patient") && name.equals("_id"))) {
            values.stream().filter(value -> !value.contains(",")).forEach(this::notePatient);
        }
    }

    private void notePatient(String value) {
        ReferenceCriterion reference = ReferenceCriterion.parse(value);
        if (reference.type() == null || reference.type().equals("Patient")) {
            patientId = Optional.of(reference.id());
        }
    }

    private static Predicate<Resource> condition(SearchParameter parameter, String value) {
        List<Predicate<Base>> any = new ArrayList<>();
        for (String one : value.split("(?<!\\\\),", -1)) {
            if (one.isBlank()) {
                throw new StoreException.Invalid(parameter.name() + ": expected a value, got none");
            }
            any.add(criterion(parameter.kind(), one.replace("\\,", ",")));
        }
        return resource -> {
            List<Base> found = parameter.valuesOf(resource);
            return any.stream().anyMatch(criterion -> found.stream().anyMatch(criterion));
        };
    }

    private static Predicate<Base> criterion(SearchParameter.Kind kind, String value) {
        return switch (kind) {
            case TOKEN -> TokenCriterion.parse(value)::matches;
            case REFERENCE -> ReferenceCriterion.parse(value)::matches;
            case DATE -> DateCriterion.parse(value)::matches;
            case STRING -> StringCriterion.parse(value)::matches;
        };
    }
}

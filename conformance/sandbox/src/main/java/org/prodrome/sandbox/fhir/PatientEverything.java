package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.sandbox.smart.Scope;

/**
 * The operation {@code Patient/[id]/$everything} (FHIR R4, patient-operation-everything): the whole chart, the Patient
 * first, then whoever and whatever it refers to. With {@code _since}, {@code _type} and {@code _count}.
 */
public final class PatientEverything {

    private static final List<String> SUPPORTING = List.of(
            "performer",
            "performer.actor",
            "requester",
            "recorder",
            "author",
            "custodian",
            "medication",
            "serviceProvider",
            "managingOrganization",
            "generalPractitioner",
            "location.location",
            "participant.individual",
            "participant.member",
            "payor");

    private final ClinicalStore store;
    private final SearchSets sets;

    PatientEverything(ClinicalStore store, SearchSets sets) {
        this.store = store;
        this.sets = sets;
    }

    /** Answers the first page; its links lead on. */
    @Operation(name = "$everything", typeName = "Patient", idempotent = true)
    public Bundle everything(@IdParam IdType id, RequestDetails request) {
        String patientId = id.getIdPart();
        Access access = Access.of(request);
        Resource patient = store.read("Patient", patientId)
                .orElseThrow(() -> new ResourceNotFoundException("Patient: expected an id this EHR has"));
        access.require(patient, Optional.of(patientId), Scope.Action.READ);
        Map<String, List<String>> parameters = SearchHandler.parametersOf(request);
        List<Resource> found = chart(patientId, types(parameters), since(parameters), access);
        int count = sets.count(parameters.getOrDefault("_count", List.of()));
        return sets.first(
                new SearchPages.Page(access.grant(), "Patient", found, 0, count, Extras.NONE),
                "Patient/" + patientId + "/$everything",
                access);
    }

    private List<Resource> chart(String patientId, Set<String> types, Map<String, List<String>> since, Access access) {
        List<Resource> found = new ArrayList<>();
        Map<String, Resource> supporting = new LinkedHashMap<>();
        for (String type : types) {
            SearchCriteria updated = SearchCriteria.of(type, since);
            for (Resource resource : store.chart(patientId, type)) {
                if (updated.test(resource) && access.covers(resource, Optional.of(patientId), Scope.Action.READ)) {
                    found.add(resource);
                    addSupporting(resource, types, access, supporting);
                }
            }
        }
        found.addAll(supporting.values());
        return found;
    }

    private void addSupporting(Resource resource, Set<String> types, Access access, Map<String, Resource> supporting) {
        SUPPORTING.stream()
                .flatMap(path -> Elements.at(resource, path).stream())
                .filter(Reference.class::isInstance)
                .map(reference -> ((Reference) reference).getReferenceElement())
                .filter(target -> target.hasIdPart() && types.contains(String.valueOf(target.getResourceType())))
                .map(target -> target.getResourceType() + "/" + target.getIdPart())
                .filter(target -> !supporting.containsKey(target))
                .forEach(target -> ofNoChart(target, access).ifPresent(one -> supporting.put(target, one)));
    }

    private Optional<Resource> ofNoChart(String reference, Access access) {
        int slash = reference.indexOf('/');
        String type = reference.substring(0, slash);
        String id = reference.substring(slash + 1);
        return store.read(type, id)
                .filter(_ -> store.patientOf(type, id).isEmpty())
                .filter(found -> access.covers(found, Optional.empty(), Scope.Action.READ));
    }

    /** Patient first, whatever the order of the rest. */
    private static Set<String> types(Map<String, List<String>> parameters) {
        Set<String> known = SearchParameters.r4().types();
        List<String> asked = parameters.getOrDefault("_type", List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .toList();
        if (!known.containsAll(asked)) {
            throw new StoreException.Invalid("_type: expected types in the CapabilityStatement, got another");
        }
        Set<String> types = new LinkedHashSet<>();
        if (asked.isEmpty() || asked.contains("Patient")) {
            types.add("Patient");
        }
        types.addAll(asked.isEmpty() ? known : asked);
        return types;
    }

    private static Map<String, List<String>> since(Map<String, List<String>> parameters) {
        return parameters.containsKey("_since")
                ? Map.of(
                        "_lastUpdated",
                        List.of("ge"
                                + parameters.getOrDefault("_since", List.of()).getFirst()))
                : Map.of();
    }
}

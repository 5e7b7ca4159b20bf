package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.sandbox.smart.Grant;
import org.prodrome.sandbox.smart.Scope;

/** What one request's token allows on the FHIR server. */
record Access(Grant grant, ClinicalStore store) {

    /** A Group tells of other patients; a Patient without an id is yet another one. */
    private static final Set<String> OF_OTHERS = Set.of("Group", "Patient");

    private static final String KEY = Access.class.getName();

    static Access of(RequestDetails request) {
        return (Access)
                Objects.requireNonNull(request.getUserData().get(KEY), "access: checked before any interaction");
    }

    void attachTo(RequestDetails request) {
        request.getUserData().put(KEY, this);
    }

    boolean allows(String type, Scope.Action action) {
        return !scopes(type, action).isEmpty();
    }

    /** @throws ForbiddenOperationException unless a granted scope covers this very resource */
    void require(Resource resource, Optional<String> patientId, Scope.Action action) {
        if (!covers(resource, patientId, action)) {
            throw new ForbiddenOperationException(
                    "scope: expected one that covers this " + resource.fhirType() + ", the grant has none");
        }
    }

    boolean covers(Resource resource, Optional<String> patientId, Scope.Action action) {
        return scopes(resource.fhirType(), action).stream().anyMatch(scope -> covers(scope, resource, patientId));
    }

    /** The one chart that a search may look into; empty when it may look into all. */
    Optional<String> onlyChart(String type) {
        boolean patientOnly =
                scopes(type, Scope.Action.SEARCH).stream().allMatch(scope -> scope.level() == Scope.Level.PATIENT);
        return patientOnly ? grant.patientId() : Optional.empty();
    }

    /** Patient scopes reach the launch patient's chart, and what belongs to no chart, such as practitioners. */
    private boolean covers(Scope.Data scope, Resource resource, Optional<String> patientId) {
        boolean ofNoChart = patientId.isEmpty() && !OF_OTHERS.contains(resource.fhirType());
        boolean inReach = scope.level() != Scope.Level.PATIENT
                || ofNoChart
                || (patientId.isPresent() && patientId.equals(grant.patientId()));
        return inReach
                && (scope.parameters().isEmpty()
                        || SearchCriteria.of(resource.fhirType(), scope.parameters())
                                .test(resource));
    }

    private List<Scope.Data> scopes(String type, Scope.Action action) {
        return grant.dataScopes().stream()
                .filter(scope -> scope.covers(type, action))
                .toList();
    }
}

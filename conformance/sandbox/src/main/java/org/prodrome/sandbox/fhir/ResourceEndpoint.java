package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.smart.Scope;

/** The interactions of one resource type; HAPI finds them by their annotations. */
public final class ResourceEndpoint<T extends Resource> implements IResourceProvider {

    private final Class<T> javaType;
    private final String type;
    private final ClinicalStore store;
    private final SearchHandler searches;
    private final WriteRules rules;
    private final ProfileRules profile;

    ResourceEndpoint(Class<T> javaType, ClinicalStore store, SearchHandler searches, ProfileRules profile) {
        this.javaType = javaType;
        this.type = R4.CONTEXT.getResourceType(javaType);
        this.store = store;
        this.searches = searches;
        this.rules = new WriteRules(store);
        this.profile = profile;
    }

    @Override
    public Class<T> getResourceType() {
        return javaType;
    }

    /** Read, and vread where the id carries a version. */
    @Read(version = true)
    public T read(@IdParam IdType id, RequestDetails request) {
        Optional<Resource> found = id.hasVersionIdPart()
                ? store.read(type, id.getIdPart(), id.getVersionIdPart())
                : store.read(type, id.getIdPart());
        Resource resource =
                found.orElseThrow(() -> new ResourceNotFoundException(type + ": expected an id this EHR has"));
        Access.of(request).require(resource, store.patientOf(type, id.getIdPart()), Scope.Action.READ);
        return javaType.cast(resource.copy());
    }

    /** Type search with every parameter of the table. */
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        return searches.search(type, request);
    }

    /** Create, conditional where If-None-Exist is sent. */
    @Create
    public MethodOutcome create(
            @ResourceParam T resource, @ConditionalUrlParam @Nullable String condition, RequestDetails request) {
        profile.requireCreate(type);
        Access.of(request).require(resource, rules.check(resource), Scope.Action.CREATE);
        profile.requireElements(resource);
        if (condition == null) {
            return outcome(store.create(profile.kept(resource)), true);
        }
        profile.requireConditionalCreate(type);
        Created created = store.createUnless(profile.kept(resource), Conditions.parse(condition));
        return outcome(created.resource(), created.isNew());
    }

    /** Update of the version that If-Match names; without one it is refused, as versions are this server's policy. */
    @Update
    public MethodOutcome update(@IdParam IdType id, @ResourceParam T resource, RequestDetails request) {
        profile.requireUpdate(type);
        Resource old = store.read(type, id.getIdPart())
                .orElseThrow(() -> new MethodNotAllowedException(type + ": expected an id this EHR has given out"));
        Access access = Access.of(request);
        access.require(old, store.patientOf(type, id.getIdPart()), Scope.Action.UPDATE);
        if (id.getVersionIdPart() == null) {
            throw new InvalidRequestException("If-Match: expected the version that was read, missing");
        }
        access.require(resource, rules.check(resource), Scope.Action.UPDATE);
        return outcome(store.update(profile.kept(resource), id.getVersionIdPart()), false);
    }

    private static MethodOutcome outcome(Resource stored, boolean created) {
        MethodOutcome outcome = new MethodOutcome(
                new IdType(
                        stored.fhirType(),
                        stored.getIdElement().getIdPart(),
                        stored.getMeta().getVersionId()),
                created);
        outcome.setResource(stored.copy());
        return outcome;
    }
}

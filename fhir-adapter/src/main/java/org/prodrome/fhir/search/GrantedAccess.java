package org.prodrome.fhir.search;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scope.Interaction;

/** Access by a token that may renew itself. */
record GrantedAccess(Access access) implements FhirAccess {

    @Override
    public URI base() {
        return access.fhirBase();
    }

    @Override
    public Optional<String> authorization(URI target) {
        return Optional.of(access.authorizationFor(target));
    }

    @Override
    public Optional<String> authorizationAfter401(URI target, String refused) {
        return Optional.of(access.authorizationAfter401(target, refused));
    }

    @Override
    public boolean allows(Interaction interaction, String resourceType) {
        return access.scopes().allows(interaction, resourceType);
    }

    @Override
    public List<String> constraints(Interaction interaction, String resourceType) {
        return access.scopes().constraints(interaction, resourceType);
    }
}

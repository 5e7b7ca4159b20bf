package org.prodrome.fhir.search;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.prodrome.launcher.Scope.Interaction;

/** A server without authorization: everything may be tried. */
record OpenAccess(URI base) implements FhirAccess {

    @Override
    public Optional<String> authorization(URI target) {
        return Optional.empty();
    }

    @Override
    public Optional<String> authorizationAfter401(URI target, String refused) {
        return Optional.empty();
    }

    @Override
    public boolean allows(Interaction interaction, String resourceType) {
        return true;
    }

    @Override
    public List<String> constraints(Interaction interaction, String resourceType) {
        return List.of();
    }
}

package org.prodrome.fhir.search;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scope.Interaction;

/** A FHIR server and what may be done there. Safe for several threads. */
public interface FhirAccess {

    /** The FHIR base URL, without a slash at its end. */
    URI base();

    /** The {@code Authorization} header for a request to this address; empty where the server asks for none. */
    Optional<String> authorization(URI target);

    /** The header to try once more with after a 401 to {@code refused}; empty where there is no other. */
    Optional<String> authorizationAfter401(URI target, String refused);

    /** Whether the grant covers this on every resource of the type. */
    boolean allows(Interaction interaction, String resourceType);

    /** The queries within which alone it is granted, such as {@code category=laboratory}; empty when unlimited or not granted. */
    List<String> constraints(Interaction interaction, String resourceType);

    /** By the access of a launch, or by a CDS Hooks token wrapped with {@link Access#given}. */
    static FhirAccess of(Access access) {
        return new GrantedAccess(access);
    }

    /** A server that asks for no token. */
    static FhirAccess open(URI base) {
        return new OpenAccess(base);
    }
}

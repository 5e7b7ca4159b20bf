package org.prodrome.sandbox.smart;

import java.net.URI;

/** Where this EHR lives: its origin, without a trailing slash, and the URLs that follow from it. */
public record EhrAddress(String origin) {

    public EhrAddress {
        if (URI.create(origin).getHost() == null || origin.endsWith("/")) {
            throw new IllegalArgumentException("origin: expected scheme://host[:port], got '" + origin + "'");
        }
    }

    /** The FHIR base URL; it is also {@code iss} of launches, {@code aud} of authorization and the OpenID issuer. */
    public String fhirBase() {
        return origin + "/fhir";
    }

    public String authorizeEndpoint() {
        return origin + "/auth/authorize";
    }

    public String tokenEndpoint() {
        return origin + "/auth/token";
    }

    public String jwksEndpoint() {
        return origin + "/auth/jwks";
    }

    public String introspectionEndpoint() {
        return origin + "/auth/introspect";
    }

    public String revocationEndpoint() {
        return origin + "/auth/revoke";
    }

    public String styleUrl() {
        return origin + "/auth/style.json";
    }
}

package org.prodrome.launcher;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer's {@code .well-known/smart-configuration} says, checked (conformance#metadata).
 *
 * @param issuer of id_tokens; null where the server issues none
 * @param signingAlgorithms that the token endpoint accepts in a client's JWT; empty where it doesn't say
 */
record SmartConfiguration(
        URI authorizationEndpoint,
        URI tokenEndpoint,
        @Nullable URI revocationEndpoint,
        @Nullable String issuer,
        @Nullable URI jwksUri,
        List<String> signingAlgorithms,
        boolean namesItselfInRedirects) {

    static SmartConfiguration parse(String body, IssuerRegistration registration) {
        var json = JsonDocument.parse(body, "smart-configuration", Clause.DISCOVERY, LaunchException.Discovery::new);
        requireLists(json, registration);
        var endpoints = new Endpoints(json, registration);
        return new SmartConfiguration(
                endpoints.required("authorization_endpoint"),
                endpoints.required("token_endpoint"),
                endpoints.optional("revocation_endpoint"),
                json.text("issuer"),
                endpoints.optional("jwks_uri"),
                json.texts("token_endpoint_auth_signing_alg_values_supported"),
                Boolean.TRUE.equals(json.flag("authorization_response_iss_parameter_supported")));
    }

    private static void requireLists(JsonDocument json, IssuerRegistration registration) {
        if (json.texts("capabilities").isEmpty()) {
            throw json.refused("capabilities", "a list", "none");
        }
        requireAmong(json, "grant_types_supported", "authorization_code", Clause.DISCOVERY, registration);
        requireAmong(json, "code_challenge_methods_supported", "S256", Clause.PKCE, registration);
    }

    /** Absent may be tolerated, a list without the value never: that server has said it won't do it. */
    private static void requireAmong(
            JsonDocument json, String field, String value, String clause, IssuerRegistration registration) {
        boolean mayLack = registration.tolerates(IssuerRegistration.Leniency.DISCOVERY_FIELDS_MISSING);
        if (json.has(field) ? !json.texts(field).contains(value) : !mayLack) {
            throw new LaunchException.Discovery(Breach.of(
                    clause, field + " with " + value, json.has(field) ? "a list without it" : "no such field"));
        }
    }

    /** Endpoint URLs; relative ones are resolved against the FHIR base (conformance#using-well-known). */
    private record Endpoints(JsonDocument json, IssuerRegistration registration) {
        URI required(String field) {
            return resolve(field, json.requiredText(field));
        }

        @Nullable
        URI optional(String field) {
            var value = json.text(field);
            return value == null ? null : resolve(field, value);
        }

        private URI resolve(String field, String value) {
            try {
                var resolved = URI.create(registration.issuer() + "/").resolve(value);
                return new Addresses(registration).listed(resolved, field, LaunchException.Discovery::new);
            } catch (IllegalArgumentException e) {
                throw json.refused(field, "a URL", "text that is none");
            }
        }
    }
}

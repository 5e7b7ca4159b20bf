package org.prodrome.launcher;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer's {@code .well-known/smart-configuration} says, checked and with absolute URLs (conformance#metadata).
 *
 * @param authorizationEndpoint null where the server launches no apps
 * @param introspectionEndpoint null where the server has none; so with the other endpoints that may be null
 * @param issuer of id_tokens; null where the server issues none
 * @param grantTypes empty where the server doesn't say and that is tolerated
 * @param signingAlgorithms that the token endpoint accepts in a client's JWT; empty where it doesn't say
 * @param namesItselfInRedirects whether redirects carry {@code iss} (RFC 9207)
 */
public record SmartConfiguration(
        @Nullable URI authorizationEndpoint,
        URI tokenEndpoint,
        @Nullable URI introspectionEndpoint,
        @Nullable URI revocationEndpoint,
        @Nullable URI managementEndpoint,
        @Nullable String issuer,
        @Nullable URI jwksUri,
        Set<String> capabilities,
        List<String> grantTypes,
        List<String> codeChallengeMethods,
        List<String> authenticationMethods,
        List<String> signingAlgorithms,
        List<String> scopesSupported,
        boolean namesItselfInRedirects) {

    public SmartConfiguration {
        capabilities = Set.copyOf(capabilities);
        grantTypes = List.copyOf(grantTypes);
        codeChallengeMethods = List.copyOf(codeChallengeMethods);
        authenticationMethods = List.copyOf(authenticationMethods);
        signingAlgorithms = List.copyOf(signingAlgorithms);
        scopesSupported = List.copyOf(scopesSupported);
    }

    /** Whether the server lists a capability, such as {@code context-standalone-patient} (conformance#capability-sets). */
    public boolean offers(String capability) {
        return capabilities.contains(capability);
    }

    static SmartConfiguration parse(String body, IssuerRegistration registration) {
        var json = JsonDocument.parse(body, "smart-configuration", Clause.DISCOVERY, LaunchException.Discovery::new);
        var endpoints = new Endpoints(json, registration);
        if (json.texts("capabilities").isEmpty()) {
            throw json.refused("capabilities", "a list", "none");
        }
        return new SmartConfiguration(
                endpoints.optional("authorization_endpoint"),
                endpoints.required("token_endpoint"),
                endpoints.optional("introspection_endpoint"),
                endpoints.optional("revocation_endpoint"),
                endpoints.optional("management_endpoint"),
                json.text("issuer"),
                endpoints.optional("jwks_uri"),
                Set.copyOf(json.texts("capabilities")),
                json.texts("grant_types_supported"),
                json.texts("code_challenge_methods_supported"),
                json.texts("token_endpoint_auth_methods_supported"),
                json.texts("token_endpoint_auth_signing_alg_values_supported"),
                json.texts("scopes_supported"),
                Boolean.TRUE.equals(json.flag("authorization_response_iss_parameter_supported")));
    }

    /** Refuses a server that can't launch an app by the standard. */
    URI requiredForLaunch(IssuerRegistration registration) {
        if (authorizationEndpoint == null) {
            throw refused(Clause.DISCOVERY, "authorization_endpoint: a value", "none");
        }
        requireAmong("grant_types_supported", grantTypes, "authorization_code", Clause.DISCOVERY, registration);
        requireAmong("code_challenge_methods_supported", codeChallengeMethods, "S256", Clause.PKCE, registration);
        return authorizationEndpoint;
    }

    /** Refuses a server that gives no tokens to backend services. */
    void requireBackend(IssuerRegistration registration) {
        requireAmong("grant_types_supported", grantTypes, "client_credentials", Clause.DISCOVERY, registration);
    }

    /** Absent may be tolerated, a list without the value never: that server has said it won't do it. */
    private static void requireAmong(
            String field, List<String> values, String value, String clause, IssuerRegistration registration) {
        boolean mayLack = registration.tolerates(IssuerRegistration.Leniency.DISCOVERY_FIELDS_MISSING);
        if (values.isEmpty() ? !mayLack : !values.contains(value)) {
            throw refused(clause, field + " with " + value, values.isEmpty() ? "no such field" : "a list without it");
        }
    }

    private static LaunchException refused(String clause, String expected, String arrived) {
        return new LaunchException.Discovery(Breach.of(clause, "smart-configuration with " + expected, arrived));
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

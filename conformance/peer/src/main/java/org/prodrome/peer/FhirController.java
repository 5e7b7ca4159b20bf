package org.prodrome.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The FHIR server's side: where SMART's endpoints are, and one type of resource to read. */
@RestController
class FhirController {
    private final PeerSettings settings;
    private final AuthorizationServerSettings endpoints;

    FhirController(PeerSettings settings, AuthorizationServerSettings endpoints) {
        this.settings = settings;
        this.endpoints = endpoints;
    }

    /** Conformance#metadata: all endpoints are Spring Authorization Server's own, and so is the issuer. */
    @GetMapping("/{base}/.well-known/smart-configuration")
    Map<String, Object> smartConfiguration(@PathVariable String base) {
        var origin =
                ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", origin);
        document.put("jwks_uri", origin + endpoints.getJwkSetEndpoint());
        document.put("authorization_endpoint", origin + endpoints.getAuthorizationEndpoint());
        document.put("token_endpoint", origin + endpoints.getTokenEndpoint());
        document.put("introspection_endpoint", origin + endpoints.getTokenIntrospectionEndpoint());
        document.put("revocation_endpoint", origin + endpoints.getTokenRevocationEndpoint());
        document.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "private_key_jwt"));
        document.put("token_endpoint_auth_signing_alg_values_supported", algorithms(base));
        document.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
        document.put("response_types_supported", List.of("code"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("scopes_supported", settings.scopes());
        document.put("capabilities", settings.capabilities());
        return document;
    }

    /** A patient without a name or anything else. */
    @GetMapping(value = "/{base}/Patient/{id}", produces = "application/fhir+json")
    Map<String, Object> patient(@PathVariable String base, @PathVariable String id) {
        algorithms(base);
        return Map.of("resourceType", "Patient", "id", id);
    }

    private List<String> algorithms(String base) {
        var algorithms = settings.bases().get(base);
        if (algorithms == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return algorithms;
    }
}

package org.prodrome.peer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.stereotype.Component;

/**
 * What SMART adds to a server's tokens (scopes-and-launch-context): the context as claims of the access token, from where it
 * goes into the token response and, by itself, into introspection; {@code fhirUser} as a claim of the id_token.
 */
@Component
final class SmartClaims {
    private static final Set<String> CONTEXT = Set.of("patient", "encounter", "intent", "need_patient_banner");

    private final PeerSettings settings;
    private final OAuth2AuthorizationService authorizations;

    SmartClaims(PeerSettings settings, OAuth2AuthorizationService authorizations) {
        this.settings = settings;
        this.authorizations = authorizations;
    }

    /** The claims to add to the token that is being made. */
    Map<String, Object> of(OAuth2TokenContext token) {
        var scopes = token.getAuthorizedScopes();
        if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
            return scopes.contains("launch") || scopes.contains("launch/patient")
                    ? context(settings.opened(launch(token.getAuthorization())))
                    : Map.of();
        }
        boolean named =
                OidcParameterNames.ID_TOKEN.equals(token.getTokenType().getValue()) && scopes.contains("fhirUser");
        var issuer = token.getAuthorizationServerContext().getIssuer();
        return named ? Map.of("fhirUser", issuer + "/fhir/" + settings.fhirUser()) : Map.of();
    }

    private static @Nullable String launch(@Nullable OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request =
                authorization == null ? null : authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return request == null
                ? null
                : (String) request.getAdditionalParameters().get("launch");
    }

    private static Map<String, Object> context(PeerSettings.Opened opened) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("patient", opened.patient());
        claims.put("need_patient_banner", opened.needPatientBanner());
        if (opened.encounter() != null) {
            claims.put("encounter", opened.encounter());
        }
        if (opened.intent() != null) {
            claims.put("intent", opened.intent());
        }
        return claims;
    }

    /** Puts the context beside the tokens; the builder replaces parameters rather than adding them, so the id_token goes along. */
    void addContext(OAuth2AccessTokenAuthenticationContext answer) {
        OAuth2AccessTokenAuthenticationToken issued = answer.getAuthentication();
        var authorization =
                authorizations.findByToken(issued.getAccessToken().getTokenValue(), OAuth2TokenType.ACCESS_TOKEN);
        var access = authorization == null ? null : authorization.getAccessToken();
        var claims = access == null ? null : access.getClaims();
        if (claims != null) {
            var parameters = new HashMap<String, Object>(issued.getAdditionalParameters());
            claims.forEach((name, value) -> {
                if (CONTEXT.contains(name)) {
                    parameters.put(name, value);
                }
            });
            answer.getAccessTokenResponse().additionalParameters(parameters);
        }
    }
}

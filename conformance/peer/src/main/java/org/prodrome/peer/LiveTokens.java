package org.prodrome.peer;

import java.util.Map;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** Asks the authorization server in the same process whether a token is live: a JWT alone wouldn't show that it was revoked. */
record LiveTokens(OAuth2AuthorizationService authorizations) implements OpaqueTokenIntrospector {

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        var authorization = authorizations.findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
        var access = authorization == null ? null : authorization.getAccessToken();
        if (authorization == null || access == null || !access.isActive()) {
            throw new BadOpaqueTokenException("the token isn't live");
        }
        var scopes = access.getToken().getScopes().stream()
                .map(scope -> "SCOPE_" + scope)
                .toArray(String[]::new);
        return new DefaultOAuth2AuthenticatedPrincipal(
                authorization.getPrincipalName(), Map.of("active", true), AuthorityUtils.createAuthorityList(scopes));
    }
}

package org.prodrome.web.workbench;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.config.WorkbenchSettings;
import org.prodrome.web.governance.Role;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** What somebody may do, by the configured claim of their id_token; who may do nothing is not signed in. */
final class WorkforceUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {
    /** Ours among the error codes of OAuth. */
    static final String NO_ROLE = "no_role";

    private final WorkbenchSettings settings;

    WorkforceUsers(WorkbenchSettings settings) {
        this.settings = settings;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        Set<Role> roles = roles(request.getIdToken().getClaim(settings.claim()));
        if (roles.isEmpty()) {
            throw new OAuth2AuthenticationException(new OAuth2Error(NO_ROLE));
        }
        return new DefaultOidcUser(
                roles.stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                        .toList(),
                request.getIdToken());
    }

    /** @param claim a text, a list of texts, or missing; anything else gives no role */
    Set<Role> roles(@Nullable Object claim) {
        Collection<?> values = claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        add(roles, Role.AUTHOR, settings.informaticists(), values);
        add(roles, Role.APPROVER, settings.approvers(), values);
        add(roles, Role.VIEWER, settings.viewers(), values);
        return roles;
    }

    private static void add(Set<Role> roles, Role role, List<String> meaning, Collection<?> values) {
        if (values.stream().anyMatch(value -> value instanceof String text && meaning.contains(text))) {
            roles.add(role);
        }
    }
}

package org.prodrome.web.governance;

import java.util.Set;
import org.prodrome.web.store.Pseudonym;

/**
 * Somebody who is signed in to the rules page.
 *
 * @param pseudonym of issuer and subject; all that is ever stored of them
 * @param name for their own page, never stored
 * @param roles at least one
 */
public record Staff(Pseudonym pseudonym, String name, Set<Role> roles) {
    public Staff {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles: expected at least one, got none");
        }
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether they may take a rule out of care at once. */
    public boolean mayStop() {
        return is(Role.AUTHOR) || is(Role.APPROVER);
    }
}

package org.prodrome.web.governance;

import java.time.Instant;
import java.util.Set;
import org.prodrome.web.store.Pseudonym;

/**
 * Somebody who is signed in to the rules page.
 *
 * @param pseudonym of issuer and subject; all that is ever stored of them
 * @param provider who vouches for them, as a keyed hash: one person has another pseudonym at another provider
 * @param name for their own page, never stored
 * @param roles at least one
 * @param freshUntil what takes a fresh sign-in may be done before it
 */
public record Staff(Pseudonym pseudonym, String provider, String name, Set<Role> roles, Instant freshUntil) {
    public Staff {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles: expected at least one, got none");
        }
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether they proved who they are a short while ago. */
    public boolean isFresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    /** Whether they may take a rule out of care at once. */
    public boolean mayStop() {
        return is(Role.AUTHOR) || is(Role.APPROVER);
    }
}

package org.prodrome.web.advice;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which encounter, role, unit and service advice is asked for, as far as it is known. What is not known suppresses nothing.
 *
 * @param encounter logical id of the open encounter, or null
 * @param roles of the user, in every form known: code, {@code system|code}
 * @param units of the encounter
 * @param services of the encounter
 */
public record Whereabouts(@Nullable String encounter, Set<String> roles, Set<String> units, Set<String> services) {
    /** Nothing is known. */
    public static final Whereabouts UNKNOWN = new Whereabouts(null, Set.of(), Set.of(), Set.of());

    public Whereabouts {
        roles = Set.copyOf(roles);
        units = Set.copyOf(units);
        services = Set.copyOf(services);
    }

    /** Never the encounter. */
    @Override
    public String toString() {
        return "Whereabouts[withheld]";
    }
}

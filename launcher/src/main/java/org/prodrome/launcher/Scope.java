package org.prodrome.launcher;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One OAuth scope, either for FHIR resources or a name such as {@code openid} or {@code launch/patient}.
 *
 * <p>Clause: scopes-and-launch-context#fhir-resource-scope-syntax.
 */
public sealed interface Scope {

    /** The scope exactly as written, for example {@code patient/Observation.rs?category=laboratory}. */
    String value();

    /** Whether whoever holds this scope may do everything that {@code other} permits. */
    boolean covers(Scope other);

    /** Reads one scope, version 1 or 2; what isn't resource scope language becomes a {@link Named} that permits no access. */
    static Scope parse(String value) {
        return ScopeSyntax.parse(value);
    }

    /** A scope that asks for a resource type as launch context, in the one form allowed: {@code launch/encounter}. */
    static Scope launchContext(String resourceType) {
        return new Named("launch/" + resourceType.toLowerCase(Locale.ROOT));
    }

    /** The same for a resource in one role; a scope names at most one (scopes-and-launch-context#requesting-context-with-scopes). */
    static Scope launchContext(String resourceType, String role) {
        if (!role.matches("[^\\s&?=\"\\\\]+")) {
            throw new IllegalArgumentException("role: expected one word without & ? =, got '" + role + "'");
        }
        return new Named(launchContext(resourceType).value() + "?role=" + role);
    }

    /** The scope as a URI (scopes-and-launch-context#appendix-uri-representation-of-scopes). */
    default String uri() {
        return ScopeSyntax.uri(this);
    }

    /** The five kinds of FHIR interaction that a scope can permit, in the order the scope language wants them: {@code cruds}. */
    enum Interaction {
        CREATE('c'),
        READ('r'),
        UPDATE('u'),
        DELETE('d'),
        SEARCH('s');

        private final char letter;

        Interaction(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }
    }

    /** Whose data a resource scope is about. */
    enum Level {
        PATIENT,
        USER,
        SYSTEM
    }

    /** Any scope that isn't about resources: {@code openid}, {@code fhirUser}, {@code launch}, {@code offline_access}. */
    record Named(String value) implements Scope {
        public Named {
            if (value.isBlank() || value.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("scope: expected one word, got '" + value + "'");
            }
        }

        @Override
        public boolean covers(Scope other) {
            return equals(other);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * Access to resources of one type, or of every type where {@code type} is {@code *}.
     *
     * @param query the finer-grained constraint after {@code ?}, such as {@code category=laboratory}; empty for none
     */
    record ForResources(String value, Level level, String type, Set<Interaction> interactions, String query)
            implements Scope {
        public ForResources {
            interactions = Set.copyOf(interactions);
        }

        /** Whether it permits this interaction on this type, perhaps only for the resources its query selects. */
        public boolean permits(Interaction interaction, String resourceType) {
            return interactions.contains(interaction) && (type.equals("*") || type.equals(resourceType));
        }

        @Override
        public boolean covers(Scope other) {
            return other instanceof ForResources o
                    && level == o.level
                    && (type.equals("*") || type.equals(o.type))
                    && interactions.containsAll(o.interactions)
                    && o.parameters().containsAll(parameters());
        }

        /** A scope of the same kind in version 2, for these interactions and this query. */
        ForResources with(Set<Interaction> kinds, String constraint) {
            return ScopeSyntax.resources(level, type, kinds, constraint);
        }

        /** What both permit, or null where that is nothing; constraints add up, since each must hold. */
        @Nullable
        ForResources shared(ForResources other) {
            var kinds = EnumSet.noneOf(Interaction.class);
            kinds.addAll(interactions);
            kinds.retainAll(other.interactions);
            boolean apart =
                    level != other.level || !(type.equals("*") || other.type.equals("*") || type.equals(other.type));
            if (apart || kinds.isEmpty()) {
                return null;
            }
            var both = new TreeSet<>(parameters());
            both.addAll(other.parameters());
            return ScopeSyntax.resources(level, type.equals("*") ? other.type : type, kinds, String.join("&", both));
        }

        /** The constraint's parameters; their order has no meaning. */
        private Set<String> parameters() {
            return query.isEmpty() ? Set.of() : Set.copyOf(List.of(query.split("&"))); // one may be written twice
        }

        @Override
        public String toString() {
            return value;
        }
    }
}

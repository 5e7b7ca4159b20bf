package org.prodrome.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prodrome.launcher.Scope.Interaction;

/**
 * An ordered set of scopes, asked for or granted; immutable.
 *
 * <p>Granted scopes are examined before they are used, since a server may grant less, more or nothing
 * (scopes-and-launch-context#wildcard-scopes).
 */
public record Scopes(List<Scope> all) {

    public Scopes {
        SequencedSet<Scope> distinct = new LinkedHashSet<>(all);
        all = List.copyOf(distinct);
    }

    /** Reads a space-separated list; an empty one gives no scopes. */
    public static Scopes parse(String spaceSeparated) {
        return new Scopes(Arrays.stream(spaceSeparated.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(Scope::parse)
                .toList());
    }

    /** Whether a name such as {@code openid} is among them. */
    public boolean contains(String name) {
        return all.stream().anyMatch(scope -> scope.value().equals(name));
    }

    /** Whether some scope, at any level, permits this on every resource of the type that its level can see. */
    public boolean allows(Interaction interaction, String resourceType) {
        return permitting(interaction, resourceType)
                .anyMatch(scope -> scope.query().isEmpty());
    }

    /** As {@link #allows(Interaction, String)}, for one level only. */
    public boolean allows(Scope.Level level, Interaction interaction, String resourceType) {
        return permitting(interaction, resourceType)
                .anyMatch(scope -> scope.level() == level && scope.query().isEmpty());
    }

    /**
     * The queries, such as {@code category=laboratory}, within which alone this interaction is permitted.
     *
     * <p>Empty both where it is permitted without a constraint and where it isn't permitted at all. Clause:
     * scopes-and-launch-context#finer-grained-resource-constraints-using-search-parameters.
     */
    public List<String> constraints(Interaction interaction, String resourceType) {
        return allows(interaction, resourceType)
                ? List.of()
                : permitting(interaction, resourceType)
                        .map(Scope.ForResources::query)
                        .distinct()
                        .toList();
    }

    /** Those of these scopes that nothing in {@code granted} covers. */
    public Scopes notCoveredBy(Scopes granted) {
        return new Scopes(all.stream()
                .filter(scope -> granted.all.stream().noneMatch(grant -> grant.covers(scope)))
                .toList());
    }

    Scopes without(String name) {
        return new Scopes(
                all.stream().filter(scope -> !scope.value().equals(name)).toList());
    }

    Scopes with(String name) {
        var extended = new ArrayList<Scope>(all);
        extended.add(Scope.parse(name));
        return new Scopes(extended);
    }

    private Stream<Scope.ForResources> permitting(Interaction interaction, String resourceType) {
        return all.stream()
                .filter(Scope.ForResources.class::isInstance)
                .map(Scope.ForResources.class::cast)
                .filter(scope -> scope.permits(interaction, resourceType));
    }

    /** The scopes as a request carries them, separated by spaces. */
    @Override
    public String toString() {
        return all.stream().map(Scope::value).collect(Collectors.joining(" "));
    }
}

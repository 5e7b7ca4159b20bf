package org.prodrome.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
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

    /** Those of these scopes that {@code granted} doesn't cover, even taken together. */
    public Scopes notCoveredBy(Scopes granted) {
        return new Scopes(all.stream().filter(scope -> !granted.covers(scope)).toList());
    }

    /** Whether some of these scopes, or several together, permit everything that one scope does. */
    public boolean covers(Scope scope) {
        return switch (scope) {
            case Scope.Named named -> all.contains(named);
            case Scope.ForResources asked ->
                asked.interactions().stream()
                        .map(kind -> asked.with(Set.of(kind), asked.query()))
                        .allMatch(part -> all.stream().anyMatch(held -> held.covers(part)));
        };
    }

    /** What either permits, in its shortest form. */
    public Scopes union(Scopes other) {
        return new Scopes(Stream.concat(all.stream(), other.all.stream()).toList()).shortest();
    }

    /** What both permit, in its shortest form; constraints of both hold together. */
    public Scopes intersection(Scopes other) {
        var shared = new ArrayList<Scope>();
        for (var mine : all) {
            for (var theirs : other.all) {
                if (mine instanceof Scope.ForResources a && theirs instanceof Scope.ForResources b) {
                    var both = a.shared(b);
                    if (both != null) {
                        shared.add(both);
                    }
                } else if (mine.equals(theirs)) {
                    shared.add(mine);
                }
            }
        }
        return new Scopes(shared).shortest();
    }

    /**
     * The same permission in as few scopes as there can be, in version 2 (scopes-and-launch-context#scope-equivalence): letters of
     * one level, type and constraint are joined, and what a wider scope covers is left out.
     */
    public Scopes shortest() {
        var joined = new LinkedHashMap<Scope, Scope>();
        for (var scope : all) {
            switch (scope) {
                case Scope.Named named -> joined.put(named, named);
                case Scope.ForResources some -> {
                    var key = some.with(EnumSet.allOf(Interaction.class), some.query());
                    var letters = EnumSet.copyOf(some.interactions());
                    if (joined.get(key) instanceof Scope.ForResources before) {
                        letters.addAll(before.interactions());
                    }
                    joined.put(key, some.with(letters, some.query()));
                }
            }
        }
        var candidates = List.copyOf(joined.values());
        return new Scopes(candidates.stream()
                .filter(scope -> candidates.stream().noneMatch(other -> strictlyCovers(other, scope)))
                .toList());
    }

    private static boolean strictlyCovers(Scope wider, Scope scope) {
        return wider.covers(scope) && !scope.covers(wider);
    }

    /** The narrowest scopes of version 1 that cover these, for servers without {@code permission-v2}; they may permit more. */
    public Scopes inVersion1() {
        return new Scopes(all.stream().map(ScopeSyntax::inVersion1).toList());
    }

    Scopes without(String name) {
        return new Scopes(
                all.stream().filter(scope -> !scope.value().equals(name)).toList());
    }

    Scopes atUserLevel() {
        return new Scopes(all.stream().map(ScopeSyntax::atUserLevel).toList());
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

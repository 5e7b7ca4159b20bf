package org.prodrome.launcher;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.prodrome.launcher.Scope.Interaction;

/**
 * The scope language, version 2 ({@code patient/Observation.rs}) and version 1 ({@code patient/Observation.read}).
 *
 * <p>Version 1 maps as scopes-and-launch-context#scopes-for-requesting-fhir-resources says: read is rs, write is cud.
 */
final class ScopeSyntax {
    // possessive at its end: ten thousand parameters would else be matched by recursion, which overflows the stack
    private static final Pattern RESOURCE = Pattern.compile(
            "(patient|user|system)/(\\*|[A-Z][A-Za-z]{0,63})\\.(c?r?u?d?s?|read|write|\\*)(?:\\?([^\\s?=&]+=[^\\s&]+(?:&[^\\s?=&]+=[^\\s&]+)*+))?");

    private static final Set<Interaction> READS = Set.of(Interaction.READ, Interaction.SEARCH);
    private static final Set<String> OPENID =
            Set.of("openid", "profile", "email", "address", "phone", "offline_access");

    private ScopeSyntax() {}

    static Scope parse(String value) {
        var matcher = RESOURCE.matcher(value);
        if (!matcher.matches() || matcher.group(3).isEmpty()) {
            return new Scope.Named(value);
        }
        var level = Scope.Level.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        var query = matcher.group(4) == null ? "" : matcher.group(4);
        return new Scope.ForResources(value, level, matcher.group(2), interactions(matcher.group(3)), query);
    }

    /** A resource scope of version 2. */
    static Scope.ForResources resources(Scope.Level level, String type, Set<Interaction> kinds, String query) {
        var value = new StringBuilder(level.name().toLowerCase(Locale.ROOT) + "/" + type + ".");
        EnumSet.copyOf(kinds).forEach(kind -> value.append(kind.letter()));
        if (!query.isEmpty()) {
            value.append('?').append(query);
        }
        return new Scope.ForResources(value.toString(), level, type, kinds, query);
    }

    /** The narrowest scope of version 1 that covers a resource scope; version 1 knows no constraints. */
    static Scope inVersion1(Scope scope) {
        if (!(scope instanceof Scope.ForResources resources)) {
            return scope;
        }
        boolean reads = resources.interactions().stream().anyMatch(READS::contains);
        boolean writes = resources.interactions().stream().anyMatch(kind -> !READS.contains(kind));
        var permission = reads && writes ? "*" : reads ? "read" : "write";
        return parse(resources.level().name().toLowerCase(Locale.ROOT) + "/" + resources.type() + "." + permission);
    }

    static Scope atUserLevel(Scope scope) {
        boolean ofPatient = scope instanceof Scope.ForResources data && data.level() == Scope.Level.PATIENT;
        return ofPatient ? parse("user/" + scope.value().substring("patient/".length())) : scope;
    }

    static String uri(Scope scope) {
        boolean openId = OPENID.contains(scope.value());
        return (openId ? "http://openid.net/specs/openid-connect-core-1_0#" : "http://smarthealthit.org/fhir/scopes/")
                + scope.value();
    }

    /** Whether a scope looks like resource access but isn't written in the language, so that it would permit nothing. */
    static boolean malformed(Scope scope) {
        return scope instanceof Scope.Named named && named.value().matches("(patient|user|system)/.*");
    }

    private static Set<Interaction> interactions(String permissions) {
        return switch (permissions) {
            case "read" -> EnumSet.of(Interaction.READ, Interaction.SEARCH);
            case "write" -> EnumSet.of(Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE);
            case "*" -> EnumSet.allOf(Interaction.class);
            default -> letters(permissions);
        };
    }

    private static Set<Interaction> letters(String permissions) {
        var found = EnumSet.noneOf(Interaction.class);
        for (var interaction : Interaction.values()) {
            if (permissions.indexOf(interaction.letter()) >= 0) {
                found.add(interaction);
            }
        }
        return found;
    }
}

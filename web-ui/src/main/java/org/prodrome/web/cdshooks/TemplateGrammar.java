package org.prodrome.web.cdshooks;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a prefetch template may be: the subset of FHIR that every CDS client must understand (CDS Hooks 2.0, "Prefetch query
 * restrictions"), with the tokens of the hook; for a client of 3.0 also the {@code :in} modifier and tokens that hold FHIRPath.
 */
final class TemplateGrammar {
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final Pattern TOKEN = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final String VALUE = "(eq|lt|gt|ge|le)?[A-Za-z0-9.,|:/_%+@-]+";
    private static final Pattern READ = Pattern.compile("[A-Z][A-Za-z]{2,40}/@");

    /** The one token whose value is a whole reference: the user, for their role. */
    private static final String USER_READ = "{{context.userId}}";

    private static final Pattern SEARCH = Pattern.compile(
            "[A-Z][A-Za-z]{2,40}\\?PARAM(&PARAM)*".replace("PARAM", "([A-Za-z_][A-Za-z0-9_-]*)(:in)?=" + VALUE));
    private static final Pattern CONTROL = Pattern.compile("[?&](_[A-Za-z-]+)=");
    private static final Set<String> CONTROLS = Set.of("_count", "_sort", "_id");
    private static final Set<String> USER =
            Set.of("userPractitionerId", "userPractitionerRoleId", "userPatientId", "userRelatedPersonId");

    private TemplateGrammar() {}

    /**
     * Checks one template of the configuration.
     *
     * @param field the setting, for the message
     * @throws IllegalArgumentException where it is not of the subset
     */
    static void check(String field, String key, String template, CdsServiceKind kind, boolean version3) {
        require(KEY.matcher(key).matches(), field, "a key of letters, digits, - and _", "'" + key + "'");
        TOKEN.matcher(template)
                .results()
                .forEach(token -> require(
                        version3 || isToken(token.group(1), kind),
                        field,
                        "context."
                                + String.join(
                                        ", context.",
                                        kind.tokens().stream().sorted().toList())
                                + " or one of the user's ids as token",
                        "'" + token.group(1) + "'"));
        String query = TOKEN.matcher(template).replaceAll("@");
        require(
                template.equals(USER_READ)
                        || READ.matcher(query).matches()
                        || SEARCH.matcher(query).matches(),
                field,
                "TYPE/{{token}}, " + USER_READ + ", or TYPE?parameter=value&...",
                "'" + template + "'");
        require(version3 || !query.contains(":in="), field, "no modifier, which needs version 3.0", ":in");
        Matcher control = CONTROL.matcher(query);
        while (control.find()) {
            require(CONTROLS.contains(control.group(1)), field, "_count, _sort or _id", control.group(1));
        }
    }

    private static boolean isToken(String token, CdsServiceKind kind) {
        return USER.contains(token)
                || token.startsWith("context.") && kind.tokens().contains(token.substring(8));
    }

    private static void require(boolean holds, String field, String expected, String came) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": expected " + expected + ", got " + came);
        }
    }
}

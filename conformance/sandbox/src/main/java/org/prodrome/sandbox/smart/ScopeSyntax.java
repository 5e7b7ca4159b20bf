package org.prodrome.sandbox.smart;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the two syntaxes of resource scopes. */
final class ScopeSyntax {

    private static final Pattern DATA =
            Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]+)\\.([a-z*]+)(?:\\?(.+))?");
    private static final Pattern V2 = Pattern.compile("c?r?u?d?s?");
    private static final String LETTERS = "cruds";

    private ScopeSyntax() {}

    static Scope.Data data(String text) {
        Matcher matcher = DATA.matcher(text);
        if (!matcher.matches()) {
            throw OAuthError.invalidScope("expected level/Type.cruds, got a malformed resource scope");
        }
        Scope.Level level = Scope.Level.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        return new Scope.Data(text, level, matcher.group(2), actions(matcher.group(3)), parameters(matcher.group(4)));
    }

    /** Version 1 words stand for version 2 letters: read is rs, write is cud, * is all. */
    private static Set<Scope.Action> actions(String text) {
        String letters = switch (text) {
            case "read" -> "rs";
            case "write" -> "cud";
            case "*" -> LETTERS;
            default -> text;
        };
        if (!V2.matcher(letters).matches()) {
            throw OAuthError.invalidScope("expected letters of 'cruds' in this order, got others");
        }
        Set<Scope.Action> actions = EnumSet.noneOf(Scope.Action.class);
        letters.chars().forEach(letter -> actions.add(Scope.Action.values()[LETTERS.indexOf(letter)]));
        return actions;
    }

    private static Map<String, List<String>> parameters(@Nullable String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw OAuthError.invalidScope("expected name=value after '?', got something else");
            }
            parameters
                    .computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                    .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }
}

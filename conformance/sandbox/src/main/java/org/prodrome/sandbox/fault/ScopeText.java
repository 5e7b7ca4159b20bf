package org.prodrome.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Spoils the scopes that a client asks for, one by one. */
final class ScopeText {

    private static final Pattern LETTERS = Pattern.compile("(?<=[A-Za-z*]\\.)[cruds]+");
    private static final Pattern CONTEXT_TYPE = Pattern.compile("(?<=^launch/)[a-z]");

    private ScopeText() {}

    /** Changes each scope of a list; an empty one is left out. */
    static String each(String spaceSeparated, UnaryOperator<String> change) {
        return Arrays.stream(spaceSeparated.split(" +", -1))
                .map(change)
                .filter(one -> !one.isEmpty() && !one.matches(".*\\.(\\?.*)?"))
                .collect(Collectors.joining(" "));
    }

    static UnaryOperator<String> withoutLetter(char letter) {
        return one -> letters(one, text -> text.replace(String.valueOf(letter), ""));
    }

    static UnaryOperator<String> reversed() {
        return one -> letters(one, text -> new StringBuilder(text).reverse().toString());
    }

    static UnaryOperator<String> contextInCapitals() {
        return one ->
                CONTEXT_TYPE.matcher(one).replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
    }

    private static String letters(String scope, UnaryOperator<String> change) {
        return LETTERS.matcher(scope).replaceFirst((MatchResult found) -> change.apply(found.group()));
    }
}

package org.prodrome.launcher;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text that another server sent, made fit for a message: printable, short, and without anything shaped like a token. */
final class OAuthText {
    private static final int MAX_LENGTH = 200;
    private static final Pattern TOKEN_SHAPED = Pattern.compile("[A-Za-z0-9_+/=.~-]{24,}");

    private OAuthText() {}

    static String clean(@Nullable String text) {
        if (text == null) {
            return "";
        }
        // RFC 6749 5.2 allows %x20-21 / %x23-5B / %x5D-7E in both fields
        var printable = text.replaceAll("[^ !#-\\[\\]-~]", " ").strip();
        var safe = TOKEN_SHAPED.matcher(printable).replaceAll("[removed]");
        return safe.length() <= MAX_LENGTH ? safe : safe.substring(0, MAX_LENGTH) + "...";
    }
}

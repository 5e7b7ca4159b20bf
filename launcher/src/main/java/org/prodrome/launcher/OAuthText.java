package org.prodrome.launcher;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text that another server sent, made fit for a message: printable, short, and without anything shaped like a token. */
final class OAuthText {
    private static final int MAX_LENGTH = 200;
    private static final Pattern TOKEN_SHAPED = Pattern.compile("[A-Za-z0-9_+/=.~-]{24,}");

    /** Words such as {@code unsupported_response_type}, which are long enough for a token and aren't one. */
    private static final Pattern ERROR_CODE = Pattern.compile("(?=.{1,40}$)[a-z]{1,20}(_[a-z]{1,20})*");

    private OAuthText() {}

    /** An error code, left as it is where it looks like one. */
    static String code(String text) {
        return ERROR_CODE.matcher(text).matches() ? text : clean(text);
    }

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

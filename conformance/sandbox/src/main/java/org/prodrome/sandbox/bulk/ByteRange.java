package org.prodrome.sandbox.bulk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes to send, first and last included.
 *
 * @param partial whether a range was asked for; several ranges at once, or one that makes no sense, are answered by the whole
 */
record ByteRange(long first, long last, boolean partial) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    static ByteRange of(HttpServletRequest request, String tag, long length) {
        Matcher asked = ONE.matcher(Objects.requireNonNullElse(request.getHeader("Range"), ""));
        String unless = Objects.requireNonNullElse(request.getHeader("If-Range"), tag);
        ByteRange whole = new ByteRange(0, length - 1, false);
        if (!asked.matches() || !unless.equals(tag) || asked.group().equals("bytes=-")) {
            return whole;
        }
        if (String.valueOf(asked.group(1)).isEmpty()) {
            long tail = Long.parseLong(String.valueOf(asked.group(2)));
            return new ByteRange(Math.max(0, length - tail), length - 1, true);
        }
        long first = Long.parseLong(String.valueOf(asked.group(1)));
        String last = String.valueOf(asked.group(2));
        if (!last.isEmpty() && Long.parseLong(last) < first) {
            return whole;
        }
        return new ByteRange(first, last.isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(last)), true);
    }

    long length() {
        return last - first + 1;
    }
}

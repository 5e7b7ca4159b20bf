package org.prodrome.fhir.document;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A media type (RFC 9110, section 8.3.1), as far as reading needs it.
 *
 * @param name type and subtype in lower case, without parameters
 * @param charset the charset it names, or null when it names none or one that is unknown
 */
record MediaType(String name, @Nullable Charset charset) {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:+-]{1,40})");
    private static final Pattern NAMEABLE = Pattern.compile("[a-z]{1,20}/[a-z0-9.+-]{1,60}");

    static MediaType parse(String contentType) {
        int parameters = contentType.indexOf(';');
        String name = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return new MediaType(name.strip().toLowerCase(Locale.ROOT), charset(contentType));
    }

    /** Whether it looks like a media type and not like something else that stands in its place. */
    boolean isNameable() {
        return NAMEABLE.matcher(name).matches();
    }

    private static @Nullable Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        try {
            return named.find() ? Charset.forName(named.group(1)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

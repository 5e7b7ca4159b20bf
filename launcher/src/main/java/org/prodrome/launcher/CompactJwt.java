package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.ParseException;
import java.util.regex.Pattern;

/**
 * Reads a signed JWT in the one form it has (RFC 7515 3.1, 7.1), so that no two texts are the same token.
 *
 * <p>Nimbus alone is generous: it trims, skips characters that aren't base64url, and replaces what isn't UTF-8.
 */
final class CompactJwt {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

    private CompactJwt() {}

    static SignedJWT parse(String text) throws ParseException {
        var segments = FORM.matcher(text);
        if (!segments.matches()) {
            throw another();
        }
        requireJson(segments.group(1));
        requireJson(segments.group(2));
        decoded(segments.group(3));
        try {
            return SignedJWT.parse(text);
        } catch (RuntimeException e) { // let out for a header such as the JSON text null
            throw another();
        }
    }

    /** Whether the header has {@code crit}, which Nimbus doesn't tell where the list is empty. */
    static boolean namesCriticalHeaders(SignedJWT jwt) throws ParseException {
        return JSONObjectUtils.parse(jwt.getHeader().getParsedBase64URL().decodeToString())
                .containsKey("crit");
    }

    /** JSON in UTF-8 that begins with its brace: no byte order mark, nothing before the object. */
    private static void requireJson(String segment) throws ParseException {
        try {
            var json = UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded(segment)));
            if (json.isEmpty() || json.charAt(0) != '{') {
                throw another();
            }
        } catch (CharacterCodingException e) {
            throw another();
        }
    }

    /** Bytes whose only text this is: the bits that base64url leaves over must be zero. */
    private static byte[] decoded(String segment) throws ParseException {
        var bytes = new Base64URL(segment).decode();
        if (!Base64URL.encode(bytes).toString().equals(segment)) {
            throw another();
        }
        return bytes;
    }

    private static ParseException another() {
        return new ParseException("another form", 0);
    }
}

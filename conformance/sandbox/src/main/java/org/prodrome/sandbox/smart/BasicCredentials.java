package org.prodrome.sandbox.smart;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** A client id and secret from the Authorization header, each form-urlencoded on its own (RFC 6749 section 2.3.1). */
record BasicCredentials(String clientId, String secret) {

    private static final String SCHEME = "Basic ";

    static BasicCredentials read(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw OAuthError.invalidClient("Authorization: expected Basic for a client, got another scheme");
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).trim());
            String pair = new String(bytes, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 1 || pair.indexOf(':', colon + 1) >= 0) {
                throw OAuthError.invalidClient("Authorization: expected id:secret, each form-urlencoded");
            }
            return new BasicCredentials(decode(pair.substring(0, colon)), decode(pair.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            throw OAuthError.invalidClient("Authorization: expected base64 of form-urlencoded parts");
        }
    }

    /** Takes as long for a wrong secret as for the right one. */
    boolean prove(String registered) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), registered.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "BasicCredentials[...]";
    }
}

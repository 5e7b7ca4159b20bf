package org.prodrome.sandbox.smart;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable values: launches, codes, tokens, ids. 256 random bits, base64url. */
public final class OpaqueValue {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private OpaqueValue() {}

    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

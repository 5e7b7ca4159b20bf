package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random values and their digests. */
final class Secrets {
    /** 256 bits; the standard asks 122 of a state (app-launch#request-4). */
    private static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    static String digest(String secret) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java runtime", e);
        }
    }

    /** Whether the secret has this digest, in time that doesn't depend on where they differ. */
    static boolean matches(String secret, String digest) {
        return MessageDigest.isEqual(digest(secret).getBytes(UTF_8), digest.getBytes(UTF_8));
    }

    /** A cookie name from the state: cookies are seen by more eyes than the state should be, hence the digest. */
    static String bindingName(String state) {
        return "launch-" + digest(state).substring(0, 16);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

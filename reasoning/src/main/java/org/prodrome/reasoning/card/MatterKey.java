package org.prodrome.reasoning.card;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The site's key for matters: without it, a matter can't be traced back to a patient. Immutable and thread-safe. */
public final class MatterKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 32;

    private final SecretKeySpec key;

    private MatterKey(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * @param secret at least 32 bytes, the same on every node and after every restart
     */
    public static MatterKey of(byte[] secret) {
        if (secret.length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "matter key: expected at least " + LEAST_BYTES + " bytes, got " + secret.length);
        }
        return new MatterKey(new SecretKeySpec(secret, ALGORITHM));
    }

    /** Each part and each part's length count, so that no two lists of parts run together. */
    Matter matter(List<String> parts) {
        Mac mac = mac();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            mac.update(bytes);
        }
        return new Matter(HexFormat.of().formatHex(mac.doFinal()));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "MatterKey[withheld]";
    }
}

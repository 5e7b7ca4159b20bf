package org.prodrome.fhir.deidentify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * Keyed pseudonyms and date shifts: the same key gives the same ones, and without it neither can be undone. HMAC-SHA-256,
 * cut to 128 bits. For one thread.
 */
public final class Pseudonyms {
    private static final HexFormat HEX = HexFormat.of();

    private final Mac mac;
    private final int shiftRange;

    /**
     * With this key.
     *
     * @param shiftRange most days a date may move either way, at least 1
     */
    public Pseudonyms(byte[] key, int shiftRange) {
        if (key.length < 32 || shiftRange < 1) {
            throw new IllegalArgumentException("key: expected at least 32 bytes and a shift range of at least 1");
        }
        this.shiftRange = shiftRange;
        try {
            this.mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Those of an existing key file. For ids only. */
    public static Pseudonyms of(Path keyFile) {
        if (!Files.isRegularFile(keyFile)) {
            throw new FhirAdapterException.DataFileUnusable(
                    "key file: expected the one of the de-identification", null);
        }
        return new Pseudonyms(Keys.of(keyFile), 1);
    }

    /** The pseudonym of a logical id: 32 hexadecimal digits, whatever the type. */
    public String id(String id) {
        return HEX.formatHex(digest("id|" + id), 0, 16);
    }

    /** By how many days this patient's dates move; never 0. */
    public int shiftDays(String patientId) {
        long draw = ByteBuffer.wrap(digest("shift|" + patientId)).getLong() & Long.MAX_VALUE;
        int days = (int) (draw % (2L * shiftRange)) - shiftRange;
        return days >= 0 ? days + 1 : days;
    }

    private byte[] digest(String text) {
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}

package org.prodrome.reasoning.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which part of the data a patient belongs to: 70, 15 and 15 in a hundred, by a hash of the pseudonym alone. */
public enum Split {
    TRAINING,
    TUNING,
    HELD_OUT;

    private static final int TRAINING_PERCENT = 70;
    private static final int TUNING_PERCENT = 85;

    /** The same pseudonym is in the same part for ever, so that train and evaluate agree without a list. */
    public static Split of(long patientHash) {
        int percent = (int) Long.remainderUnsigned(patientHash, 100);
        if (percent < TRAINING_PERCENT) {
            return TRAINING;
        }
        return percent < TUNING_PERCENT ? TUNING : HELD_OUT;
    }

    /** The first 64 bits of SHA-256 over a fixed salt and the pseudonym. */
    public static long hash(String pseudonym) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha.digest(("prodrome-split-1|" + pseudonym).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every Java platform has it", e);
        }
    }
}

package org.prodrome.web.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One row of the chain. Its hash covers every column and the hash before it; facts are hashed as ciphertext, so that
 * an erased patient leaves the chain whole.
 *
 * @param seq 1, 2, 3 ... without a hole
 * @param at when, to the millisecond
 * @param kind what happened
 * @param pseudonym the patient, or null when none is concerned
 * @param actor the user, or null for the system
 * @param ciphertext the facts, sealed
 * @param previous hash of the row before, 64 zeros for the first
 * @param hash HMAC-SHA-256 under the site's audit key, hex
 */
record AuditEntry(
        long seq,
        Instant at,
        String kind,
        @Nullable String pseudonym,
        @Nullable String actor,
        byte[] ciphertext,
        String previous,
        String hash) {

    static AuditEntry next(
            byte[] key,
            long seq,
            Instant at,
            AuditKind kind,
            @Nullable String pseudonym,
            @Nullable String actor,
            byte[] ciphertext,
            String previous) {
        String hash = hash(key, seq, at, kind.name(), pseudonym, actor, ciphertext, previous);
        return new AuditEntry(seq, at, kind.name(), pseudonym, actor, ciphertext, previous, hash);
    }

    /** Whether the row still is what it was when it was written. */
    boolean isIntact(byte[] key) {
        return hash.equals(hash(key, seq, at, kind, pseudonym, actor, ciphertext, previous));
    }

    private static String hash(
            byte[] key,
            long seq,
            Instant at,
            String kind,
            @Nullable String pseudonym,
            @Nullable String actor,
            byte[] ciphertext,
            String previous) {
        String columns = String.join(
                "\n",
                Long.toString(seq),
                Long.toString(at.toEpochMilli()),
                kind,
                pseudonym == null ? "-" : pseudonym,
                actor == null ? "-" : actor,
                previous,
                "");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(columns.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(ciphertext));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }
}

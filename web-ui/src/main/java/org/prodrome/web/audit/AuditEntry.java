package org.prodrome.web.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
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
 * @param hash SHA-256, hex
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
            long seq,
            Instant at,
            AuditKind kind,
            @Nullable String pseudonym,
            @Nullable String actor,
            byte[] ciphertext,
            String previous) {
        String hash = hash(seq, at, kind.name(), pseudonym, actor, ciphertext, previous);
        return new AuditEntry(seq, at, kind.name(), pseudonym, actor, ciphertext, previous, hash);
    }

    /** Whether the row still is what it was when it was written. */
    boolean isIntact() {
        return hash.equals(hash(seq, at, kind, pseudonym, actor, ciphertext, previous));
    }

    private static String hash(
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
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(columns.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(ciphertext));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}

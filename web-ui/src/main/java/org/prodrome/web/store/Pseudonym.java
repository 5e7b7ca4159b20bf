package org.prodrome.web.store;

/**
 * A keyed hash that stands for a patient (of an issuer) or a user in every column, 64 hex digits.
 *
 * @param hash HMAC-SHA-256 under a key derived from the master key
 */
public record Pseudonym(String hash) {
    public Pseudonym {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "pseudonym: expected 64 hex digits, got " + hash.length() + " characters");
        }
    }
}

package org.prodrome.reasoning.card;

/**
 * What a card is about, as a keyed hash of issuer, patient, rule or outcome, target and the facts that triggered it.
 *
 * <p>Pure: the same facts give the same matter in the chart app and in every hook call, so one decision counts in both.
 *
 * @param hash HMAC-SHA-256, hex
 */
public record Matter(String hash) {
    public Matter {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("matter: expected 64 hex digits, got " + hash.length() + " characters");
        }
    }
}

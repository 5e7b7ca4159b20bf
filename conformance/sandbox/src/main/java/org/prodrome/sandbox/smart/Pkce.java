package org.prodrome.sandbox.smart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** Proof Key for Code Exchange by S256, the only method that SMART lets a server support (RFC 7636). */
public record Pkce(String challenge) {

    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    public static Pkce from(Parameters parameters) {
        String challenge = parameters.require("code_challenge");
        String method = parameters.require("code_challenge_method");
        if (!method.equals("S256")) {
            throw OAuthError.invalidRequest("code_challenge_method: expected S256");
        }
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw OAuthError.invalidRequest("code_challenge: expected 43 base64url characters");
        }
        return new Pkce(challenge);
    }

    public boolean isMetBy(String verifier) {
        if (!VERIFIER.matcher(verifier).matches()) {
            return false;
        }
        byte[] hash = sha256(verifier.getBytes(StandardCharsets.US_ASCII));
        String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every JDK has it", e);
        }
    }
}

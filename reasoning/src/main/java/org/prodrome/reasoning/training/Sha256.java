package org.prodrome.reasoning.training;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) in hex. */
final class Sha256 {

    private Sha256() {}

    static String hex(byte[] content) {
        return hex(start(), content);
    }

    /** Of what was put in before and of this. */
    static String hex(MessageDigest begun, byte... rest) {
        return HexFormat.of().formatHex(begun.digest(rest));
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every Java platform has it", e);
        }
    }
}

package org.prodrome.fhir.bulk;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals temporary files under a key that is kept in memory alone, so that what a killed process leaves behind is nobody's
 * record. AES-CTR (NIST SP 800-38A), a counter range per file; no authentication, since the files outlive no run.
 */
final class SpillKey {
    private final SecretKey key;

    SpillKey() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "AES");
    }

    Cipher sealing(int file) {
        return cipher(Cipher.ENCRYPT_MODE, file);
    }

    Cipher opening(int file) {
        return cipher(Cipher.DECRYPT_MODE, file);
    }

    private Cipher cipher(int mode, int file) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            byte[] counter = ByteBuffer.allocate(16).putLong(file).array();
            cipher.init(mode, key, new IvParameterSpec(counter));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CTR: every Java platform has it", e);
        }
    }
}

package org.prodrome.web.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D): a version byte, a 96-bit random nonce, ciphertext and 128-bit tag.
 *
 * <p>The label says what the envelope holds and is authenticated, so that one cannot be put in place of another.
 */
final class Envelope {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Envelope() {}

    static byte[] seal(byte[] key, String label, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, label).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new StoreException("envelope " + label + " cannot be sealed", e);
        }
    }

    static byte[] open(byte[] key, String label, byte[] envelope) {
        if (envelope.length < 1 + NONCE || envelope[0] != VERSION) {
            throw new StoreException("envelope " + label + ": expected version " + VERSION);
        }
        byte[] nonce = new byte[NONCE];
        ByteBuffer.wrap(envelope).position(1).get(nonce);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, label)
                    .doFinal(envelope, 1 + NONCE, envelope.length - 1 - NONCE);
        } catch (GeneralSecurityException e) {
            throw new StoreException("envelope " + label + " was changed or belongs to another key", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String label) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(label.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

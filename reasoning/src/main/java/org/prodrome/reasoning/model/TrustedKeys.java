package org.prodrome.reasoning.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;

/**
 * The Ed25519 public keys (RFC 8032) whose packages this installation loads.
 *
 * @param keys at least one, or nothing can be loaded
 */
public record TrustedKeys(List<PublicKey> keys) {

    private static final String SUFFIX = ".pub";

    public TrustedKeys {
        keys = List.copyOf(keys);
    }

    /** Reads every {@code .pub} file of a directory: base64 of an X.509 SubjectPublicKeyInfo, with or without PEM lines. */
    public static TrustedKeys in(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return new TrustedKeys(files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(TrustedKeys::read)
                    .toList());
        } catch (IOException e) {
            throw new BrokenPackage("trusted keys: expected a directory with .pub files", e);
        }
    }

    private static PublicKey read(Path file) {
        try {
            String base64 = Files.readString(file)
                    .lines()
                    .filter(line -> !line.startsWith("-----"))
                    .reduce("", String::concat);
            byte[] key = Base64.getDecoder().decode(base64.strip());
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key));
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new BrokenPackage(file.getFileName() + ": expected an Ed25519 public key", e);
        }
    }

    /** Whether one of the keys made this signature. */
    boolean signed(byte[] content, byte[] signature) {
        return keys.stream().anyMatch(key -> verifies(key, content, signature));
    }

    private static boolean verifies(PublicKey key, byte[] content, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

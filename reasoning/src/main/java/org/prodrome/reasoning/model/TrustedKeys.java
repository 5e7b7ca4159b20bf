package org.prodrome.reasoning.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;

/**
 * The Ed25519 public keys (RFC 8032) whose packages this installation loads.
 *
 * @param keys at least one, or nothing can be loaded
 */
public record TrustedKeys(List<PublicKey> keys) {

    /** The directory beside a package with the keys that a site's own work publishes. */
    public static final String BESIDE = "trusted-keys";

    private static final String SUFFIX = ".pub";
    private static final int FINGERPRINT_BYTES = 8;

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

    /** The one of the keys that made this signature. */
    Optional<PublicKey> signer(byte[] content, byte[] signature) {
        return keys.stream().filter(key -> verifies(key, content, signature)).findFirst();
    }

    /** For people to compare: the first 16 hex digits of the SHA-256 of a key's X.509 form. */
    public static String fingerprint(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every Java platform has it", e);
        }
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

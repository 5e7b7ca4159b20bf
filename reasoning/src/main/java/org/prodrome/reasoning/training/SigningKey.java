package org.prodrome.reasoning.training;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.model.TrustedKeys;

/**
 * The site's Ed25519 key (RFC 8032): made once, kept in a file that only its owner may read, and never in a package.
 *
 * <p>The file holds the private key (PKCS #8) on its first line and the public one (X.509) on its second, in base64.
 */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final int COLUMNS = 64;
    private static final String SUFFIX = ".pub";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** The key of a file, which is made when it is missing. */
    public static SigningKey at(Path file) {
        return Files.exists(file) ? load(file) : create(file);
    }

    private static SigningKey load(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            return new SigningKey(
                    keys.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0)))),
                    keys.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1)))));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new BrokenDataFile("signing key: expected an Ed25519 key that train made", null);
        }
    }

    private static SigningKey create(Path file) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            String content = base64(pair.getPrivate().getEncoded()) + "\n"
                    + base64(pair.getPublic().getEncoded()) + "\n";
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, content, StandardOpenOption.TRUNCATE_EXISTING);
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (IOException | GeneralSecurityException e) {
            throw new BrokenDataFile("signing key: could not be made", e);
        }
    }

    /** The public half of a file's key, where there is one. */
    public static Optional<PublicKey> publicIn(Path file) {
        return Files.exists(file) ? Optional.of(load(file).publicKey()) : Optional.empty();
    }

    /**
     * Writes the public key where an installation lists whom it trusts, if it isn't there under this name already. A file of
     * another key stays as it is: then this one's fingerprint is added to the name.
     *
     * @param name of a package
     */
    public void publish(Path directory, String name) {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + base64(publicKey.getEncoded())
                        .replaceAll("(.{" + COLUMNS + "})", "$1\n")
                        .strip()
                + "\n-----END PUBLIC KEY-----\n";
        Path file = directory.resolve(name + SUFFIX);
        Path other = directory.resolve(name + "-" + TrustedKeys.fingerprint(publicKey) + SUFFIX);
        try {
            Files.createDirectories(directory);
            if (!writtenTo(file, pem) && !writtenTo(other, pem)) {
                throw new BrokenDataFile(other.getFileName() + ": expected no other key, got one", null);
            }
        } catch (IOException e) {
            throw new BrokenDataFile("public key: could not be written", e);
        }
    }

    private static boolean writtenTo(Path file, String pem) throws IOException {
        try {
            Files.writeString(file, pem, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return Files.readString(file).strip().equals(pem.strip());
        }
    }

    /** The public half. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** A detached signature in base64. */
    String sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(content);
            return base64(signature.sign()) + "\n";
        } catch (GeneralSecurityException e) {
            throw new BrokenDataFile("signing key: could not sign", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "SigningKey[withheld]";
    }
}

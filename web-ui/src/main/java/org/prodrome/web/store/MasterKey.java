package org.prodrome.web.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The site's master key: 32 random bytes in a file that only its owner may read. Everything else is derived from it.
 *
 * <p>Purposes are separated by HMAC-SHA-256 over a label (NIST SP 800-108, counter left out: one block is enough).
 */
public final class MasterKey {
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] secret;

    private MasterKey(byte[] secret) {
        this.secret = secret;
    }

    /** Reads the key, or makes one when the file does not exist. */
    public static MasterKey readOrCreate(Path file) {
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("master key: the file is not readable", e);
        }
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try (FileChannel channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            channel.write(ByteBuffer.wrap(fresh));
            channel.force(true);
        } catch (FileAlreadyExistsException raced) {
            // another node of the site made it first: that one counts
        }
    }

    private static MasterKey read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new StoreException("master key: expected a file only its owner may read or write, it has "
                    + PosixFilePermissions.toString(permissions));
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != BYTES) {
            throw new StoreException("master key: expected " + BYTES + " bytes, got " + secret.length);
        }
        return new MasterKey(secret);
    }

    /** A key of its own for each purpose, 32 bytes. */
    public byte[] derive(String purpose) {
        return hmac(secret, purpose.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new StoreException("HMAC-SHA-256 is not available", e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "MasterKey[withheld]";
    }
}

package org.prodrome.web.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.web.config.IssuerSettings;

/** A client secret in a file of its own, so that it stands in no configuration, log or process list. */
public final class ClientSecretFile {
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private ClientSecretFile() {}

    static ClientAuthentication read(IssuerSettings issuer) {
        return new ClientAuthentication.ClientSecret(text(Objects.requireNonNull(issuer.clientSecretFile())));
    }

    /**
     * The secret in a file.
     *
     * @throws IllegalArgumentException where it cannot be read, or others than its owner may read it
     */
    public static String text(Path file) {
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new IllegalArgumentException("client-secret-file " + file
                        + ": expected one that its owner alone may read (mode 600), got one open to others");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "client-secret-file " + file + ": expected a readable file, got "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }
}

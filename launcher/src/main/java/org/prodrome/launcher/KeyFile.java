package org.prodrome.launcher;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** A private JSON Web Key Set in a file that only its owner may read (client-confidential-asymmetric, protection of keys). */
record KeyFile(Path path) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    boolean exists() {
        return Files.exists(path);
    }

    List<JWK> read() {
        try {
            requireOwnerOnly();
            var keys = JWKSet.parse(Files.readString(path)).getKeys();
            if (keys.isEmpty() || !keys.stream().allMatch(KeyFile::usable)) {
                throw refused("private RS384 and ES384 keys with kid and nbf", "other keys or none");
            }
            return List.copyOf(keys);
        } catch (IOException e) {
            throw unusable("a readable key file", e);
        } catch (ParseException e) {
            // the parser's message may quote a key, so it isn't kept as a cause
            throw refused("a JSON Web Key Set", "text that is none");
        }
    }

    /** Replaces the file in one step, so that no reader and no crash meets half of it. */
    void write(List<JWK> keys) {
        var whole = path.toAbsolutePath();
        var folder = whole.getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var temporary = Files.createTempFile(folder, ".keys", ".json", ownerOnly());
            try {
                Files.writeString(temporary, new JWKSet(keys).toString(false));
                Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary); // still there only where something failed
            }
        } catch (IOException e) {
            throw unusable("a writable key file", e);
        }
    }

    /** Changes whenever the file does; empty where it can't be looked at. */
    String stamp() {
        try {
            var facts = Files.readAttributes(path, BasicFileAttributes.class);
            return facts.fileKey() + "/" + facts.lastModifiedTime() + "/" + facts.size();
        } catch (IOException e) {
            return "";
        }
    }

    /** Does some work while no other thread or process that asks for the same lock does. */
    <T> T locked(Supplier<T> work) {
        var whole = path.toAbsolutePath();
        var lock = whole.resolveSibling(whole.getFileName() + ".lock");
        synchronized (KeyFile.class) { // a file lock doesn't hold between threads of one process
            try {
                Files.createDirectories(Objects.requireNonNull(whole.getParent()));
                try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var held = channel.lock()) {
                    return work.get();
                }
            } catch (IOException e) {
                throw unusable("a lockable key file", e);
            }
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private void requireOwnerOnly() throws IOException {
        if (posix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
            throw refused("a key file that its owner alone may read (mode 600)", "one open to others");
        }
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static boolean usable(JWK key) {
        boolean algorithm =
                JWSAlgorithm.RS384.equals(key.getAlgorithm()) || JWSAlgorithm.ES384.equals(key.getAlgorithm());
        return algorithm && key.isPrivate() && key.getKeyID() != null && key.getNotBeforeTime() != null;
    }

    private static LaunchException refused(String expected, String arrived) {
        return new LaunchException.Setup(Breach.of(Clause.KEYS, expected, arrived));
    }

    private static LaunchException unusable(String expected, IOException cause) {
        return new LaunchException.Setup(
                Breach.of(Clause.KEYS, expected, cause.getClass().getSimpleName(), cause));
    }
}

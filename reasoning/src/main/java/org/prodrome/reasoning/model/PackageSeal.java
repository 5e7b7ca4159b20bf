package org.prodrome.reasoning.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;

/** Hashes of a package's files, and whether they are what was signed. */
public final class PackageSeal {

    private static final int BUFFER = 1 << 16;

    private PackageSeal() {}

    /** SHA-256 in hex of every file but manifest and signature, by path; a link or other special file is refused. */
    public static Map<String, String> hashes(Path directory) {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new BrokenPackage(name + ": expected a plain file", null);
                }
                if (!name.equals(ModelFiles.MANIFEST) && !name.equals(ModelFiles.SIGNATURE)) {
                    hashes.put(name, hash(file));
                }
            }
        } catch (IOException e) {
            throw new BrokenPackage("package: expected a directory that can be read", e);
        }
        return hashes;
    }

    /** Refuses, by name and reason, what was not signed by a trusted key; returns the manifest's own hash in hex. */
    static String verify(Path directory, TrustedKeys trusted) {
        byte[] manifest = read(directory, ModelFiles.MANIFEST);
        byte[] signature = decoded(read(directory, ModelFiles.SIGNATURE));
        if (!trusted.signed(manifest, signature)) {
            throw new BrokenPackage(
                    ModelFiles.SIGNATURE + ": expected a signature of the manifest by one of "
                            + trusted.keys().size() + " trusted keys",
                    null);
        }
        Map<String, String> promised = PackageJson.parse(ModelFiles.MANIFEST, manifest, ModelFiles.Manifest.class)
                .files();
        Map<String, String> found = hashes(directory);
        promised.forEach((name, hash) -> require(name, hash, found.get(name)));
        found.keySet().stream()
                .filter(name -> !promised.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new BrokenPackage(name + ": expected only files of the manifest", null);
                });
        return HexFormat.of().formatHex(sha256().digest(manifest));
    }

    private static void require(String name, String promised, @Nullable String found) {
        if (found == null) {
            throw new BrokenPackage(name + ": expected the file of the manifest, found none", null);
        }
        if (!found.equals(promised)) {
            throw new BrokenPackage(name + ": expected SHA-256 " + promised + ", got " + found, null);
        }
    }

    private static byte[] read(Path directory, String name) {
        try {
            return Files.readAllBytes(directory.resolve(name));
        } catch (IOException e) {
            throw new BrokenPackage(name + ": expected the file, found none", e);
        }
    }

    private static byte[] decoded(byte[] base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new BrokenPackage(ModelFiles.SIGNATURE + ": expected base64", e);
        }
    }

    private static String hash(Path file) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every Java platform has it", e);
        }
    }
}

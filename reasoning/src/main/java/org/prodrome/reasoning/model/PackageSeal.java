package org.prodrome.reasoning.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles.Manifest;

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
        Manifest manifest = manifest(directory, trusted);
        problems(directory, manifest).values().stream()
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(problem -> {
                    throw new BrokenPackage(problem, null);
                });
        return HexFormat.of().formatHex(sha256().digest(read(directory, ModelFiles.MANIFEST)));
    }

    /** The manifest, signed by a trusted key and of our format. */
    static Manifest manifest(Path directory, TrustedKeys trusted) {
        byte[] manifest = read(directory, ModelFiles.MANIFEST);
        signer(directory, manifest, trusted);
        requireFormat(manifest);
        return PackageJson.parse(ModelFiles.MANIFEST, manifest, Manifest.class);
    }

    /** The trusted key that signed a package's manifest; a package that none of them signed is refused. */
    public static PublicKey signer(Path directory, TrustedKeys trusted) {
        return signer(directory, read(directory, ModelFiles.MANIFEST), trusted);
    }

    private static PublicKey signer(Path directory, byte[] manifest, TrustedKeys trusted) {
        return trusted.signer(manifest, decoded(read(directory, ModelFiles.SIGNATURE)))
                .orElseThrow(() -> new BrokenPackage(
                        ModelFiles.SIGNATURE + ": expected a signature of the manifest by one of "
                                + trusted.keys().size() + " trusted keys",
                        null));
    }

    /** Before the rest of the manifest, which another format may write otherwise. */
    private static void requireFormat(byte[] manifest) {
        int format =
                PackageJson.tree(ModelFiles.MANIFEST, manifest).path("format").asInt(0);
        if (format != ModelFiles.FORMAT) {
            throw new BrokenPackage(
                    ModelFiles.MANIFEST + ": expected format " + ModelFiles.FORMAT + ", got " + format, null);
        }
    }

    /** What is wrong with each file of the manifest and with each other one found; empty where nothing is. */
    static Map<String, Optional<String>> problems(Path directory, Manifest manifest) {
        Map<String, String> found = hashes(directory);
        Map<String, Optional<String>> problems = new TreeMap<>();
        manifest.files().forEach((name, hash) -> problems.put(name, problem(name, hash, found.get(name))));
        found.keySet()
                .forEach(name ->
                        problems.putIfAbsent(name, Optional.of(name + ": expected only files of the manifest")));
        return problems;
    }

    private static Optional<String> problem(String name, String promised, @Nullable String found) {
        if (found == null) {
            return Optional.of(name + ": expected the file of the manifest, found none");
        }
        return found.equals(promised)
                ? Optional.empty()
                : Optional.of(name + ": expected SHA-256 " + promised + ", got " + found);
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

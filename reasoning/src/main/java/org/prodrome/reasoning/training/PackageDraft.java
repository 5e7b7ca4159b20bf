package org.prodrome.reasoning.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.PackageJson;
import org.prodrome.reasoning.model.PackageSeal;
import org.prodrome.reasoning.model.TrustedKeys;

/**
 * A package in the making, in a directory beside its own; sealed, it is put in place whole.
 *
 * @param directory of the package to be; must not exist
 * @param part where it is made
 */
record PackageDraft(Path directory, Path part) {

    /** Refuses at once a place where there is something already. */
    static void requireNew(Path directory) {
        if (Files.exists(directory)) {
            throw new BrokenPackage(
                    "package: expected a directory that doesn't exist yet; packages are never changed", null);
        }
    }

    /** An empty draft. */
    static PackageDraft at(Path directory) {
        requireNew(directory);
        PackageDraft draft = new PackageDraft(directory, directory.resolveSibling(directory.getFileName() + ".part"));
        draft.clear();
        return draft;
    }

    /** Refuses a directory of others that has a link or another special file in it, naming it. */
    static void requirePlain(Path directory) {
        try (Stream<Path> files = Files.walk(directory.toRealPath())) {
            Path root = directory.toRealPath();
            files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                            && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .findFirst()
                    .ifPresent(file -> {
                        throw new BrokenPackage(root.relativize(file) + ": expected a directory or a plain file", null);
                    });
        } catch (IOException e) {
            throw new BrokenPackage("package: expected a directory that can be read", e);
        }
    }

    /** Takes over a directory of another place, under a name of its own; {@code ""} for the draft itself. */
    void copy(Path from, String name) {
        requirePlain(from);
        Path to = part.resolve(name);
        try (Stream<Path> files = Files.walk(from.toRealPath())) {
            Path root = from.toRealPath();
            for (Path file : files.toList()) {
                String relative = root.relativize(file).toString();
                boolean sealed = name.isEmpty()
                        && (relative.equals(ModelFiles.MANIFEST) || relative.equals(ModelFiles.SIGNATURE));
                if (!sealed && !Files.exists(to.resolve(relative))) {
                    Files.copy(file, to.resolve(relative), LinkOption.NOFOLLOW_LINKS);
                }
            }
        } catch (IOException e) {
            throw new BrokenPackage("package: could not be copied", e);
        }
    }

    /** Hashes and signs what is there, publishes the key beside the package to be, and puts it in place. */
    void seal(PackageNaming naming, SigningKey key) {
        PackageJson.write(
                part,
                ModelFiles.MANIFEST,
                new ModelFiles.Manifest(
                        ModelFiles.FORMAT,
                        naming.name(),
                        naming.version(),
                        new LinkedHashMap<>(PackageSeal.hashes(part))));
        key.publish(directory.resolveSibling(TrustedKeys.BESIDE), naming.name());
        try {
            byte[] manifest = Files.readAllBytes(part.resolve(ModelFiles.MANIFEST));
            Files.writeString(part.resolve(ModelFiles.SIGNATURE), key.sign(manifest));
            Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BrokenPackage("package: could not be written", e);
        }
    }

    private void clear() {
        try {
            if (Files.exists(part)) {
                try (Stream<Path> files = Files.walk(part)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(part);
        } catch (IOException e) {
            throw new BrokenPackage("package: expected a directory that can be written", e);
        }
    }
}

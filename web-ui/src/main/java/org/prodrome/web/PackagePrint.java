package org.prodrome.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * By what another package in the same place is told, without reading all of it, or other keys by which it is trusted. Two
 * prints of a package that is still being copied differ.
 *
 * @param directory the real one, behind links
 * @param files path, size and time of change of each, and the manifest's whole text; empty where there are none that can be read
 * @param keys the same of the directory of trusted keys
 */
record PackagePrint(Path directory, List<String> files, List<String> keys) {
    private static final String MANIFEST = "manifest.json";

    static PackagePrint of(Path directory, Path trustedKeys) {
        Path real = real(directory);
        return new PackagePrint(real, files(real), files(real(trustedKeys)));
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException missing) {
            return directory.toAbsolutePath();
        }
    }

    private static List<String> files(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> print(directory, file))
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    private static String print(Path directory, Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            String name = directory.relativize(file).toString();
            String facts = name + " " + attributes.size() + " " + attributes.lastModifiedTime();
            return name.equals(MANIFEST) ? facts + " " + Files.readString(file) : facts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where, and how many files. */
    @Override
    public String toString() {
        return directory + ", " + files.size() + " files";
    }
}

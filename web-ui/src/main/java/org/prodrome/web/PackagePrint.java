package org.prodrome.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * By what another package in the same place is told, without reading all of it. Two prints of a package that is still being
 * copied differ.
 *
 * @param directory the real one, behind links
 * @param files path, size and time of change of each, and the manifest's whole text; empty where there are none that can be read
 */
record PackagePrint(Path directory, List<String> files) {
    private static final String MANIFEST = "manifest.json";

    static PackagePrint of(Path directory) {
        try {
            Path real = directory.toRealPath();
            try (Stream<Path> found = Files.walk(real)) {
                return new PackagePrint(
                        real,
                        found.filter(Files::isRegularFile)
                                .sorted()
                                .map(file -> print(real, file))
                                .toList());
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return new PackagePrint(directory.toAbsolutePath(), List.of());
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

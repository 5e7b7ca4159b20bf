package org.prodrome.fhir.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One resource per US Core profile, all about the invented patient {@code una}. */
final class UsCoreExamples {
    private static final String FOLDER = "/org/prodrome/fhir/realinput/us-core";
    static final List<String> ALL = load();

    private UsCoreExamples() {}

    private static List<String> load() {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(UsCoreExamples.class.getResource(FOLDER)).toURI()))) {
            return files.sorted().map(UsCoreExamples::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

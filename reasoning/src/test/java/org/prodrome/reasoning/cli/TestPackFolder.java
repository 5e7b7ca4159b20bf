package org.prodrome.reasoning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders with rules, of parts of the shipped ones, that a test may spoil. */
final class TestPackFolder {
    static final Path SHIPPED = Path.of("rules");

    private TestPackFolder() {}

    /** A pack of one rule; the libraries it includes are those of the folder, where there are any. */
    static void index(Path folder, String rule) throws IOException {
        String shared = Files.exists(folder.resolve("shared")) ? "\"ProdromeCommon\",\"ProdromeOrders\"" : "";
        Files.writeString(folder.resolve("pack.json"), """
                {"name":"site","version":"1","graceDaysAfterReview":90,"shared":[%s],"rules":["%s"]}""".formatted(shared, rule));
    }

    static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}

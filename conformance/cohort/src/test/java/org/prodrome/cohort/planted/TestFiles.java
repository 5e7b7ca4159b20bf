package org.prodrome.cohort.planted;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The shipped files, spoiled copies of them, and plain people. */
final class TestFiles {
    static final long SEED = 20261101;
    static final PlantedFiles FILES = PlantedFiles.builtIn(1);

    private TestFiles() {}

    /** The shipped files with one text of one of them replaced. */
    static PlantedReader.Source spoiled(String file, String text, String replacement) {
        return name -> {
            try (var in = PlantedReader.class.getResourceAsStream(name)) {
                String whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (!name.equals(file)) {
                    return new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_8));
                }
                if (!whole.contains(text)) {
                    throw new IllegalStateException("the test replaces a text that is not there: " + text);
                }
                return new ByteArrayInputStream(whole.replace(text, replacement).getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    static List<Subject> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Subject(i, i % 2 == 0 ? Sex.FEMALE : Sex.MALE, 1945 + i % 45))
                .toList();
    }
}

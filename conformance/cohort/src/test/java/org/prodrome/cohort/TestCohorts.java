package org.prodrome.cohort;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Small cohorts of real simulated people. */
final class TestCohorts {
    static final CohortSettings FIVE =
            CohortSettings.stock(5, 42, LocalDate.of(2026, 11, 1), 40, 70, "Massachusetts", false, 2);

    private TestCohorts() {}

    static IntFunction<SyntheticChart> people() {
        return CohortMain.people(FIVE);
    }

    static Path make(Path out, CohortSettings settings, IntFunction<SyntheticChart> people, int threads)
            throws IOException, InterruptedException {
        Files.createDirectories(out);
        new CohortRun(settings, out, people, new Progress(new PrintWriter(Writer.nullWriter()), settings.patients()))
                .run(threads);
        return out;
    }

    /** Every file of a directory with the digest of its bytes. */
    static Map<String, String> digests(Path directory) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                digests.put(directory.relativize(file).toString(), Sha256.hexOf(file));
            }
        }
        return digests;
    }

    static List<String> lines(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(".ndjson.gz"))
                    .sorted()
                    .flatMap(TestCohorts::read)
                    .toList();
        }
    }

    private static Stream<String> read(Path file) {
        try {
            return NdjsonFile.read(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

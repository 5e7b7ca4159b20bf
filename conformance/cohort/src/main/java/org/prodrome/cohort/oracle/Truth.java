package org.prodrome.cohort.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prodrome.cohort.planted.PlantedFiles;

/**
 * A cohort's planted truth on disk.
 *
 * @param parts files of persons, in the order of their names
 * @param files the planted files it was made from
 */
record Truth(List<Path> parts, PlantedFiles files) {
    private static final int PANEL_VERSIONS = 2;

    Truth {
        parts = List.copyOf(parts);
    }

    /**
     * Opens it.
     *
     * @param given the directory {@code truth} of a cohort, or the cohort's own
     */
    static Truth open(Path given) {
        Path directory = Files.isDirectory(given.resolve("truth")) ? given.resolve("truth") : given;
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> parts = all.filter(
                            file -> String.valueOf(file.getFileName()).startsWith("persons-"))
                    .sorted()
                    .toList();
            if (parts.isEmpty()) {
                throw new OracleException("--truth: expected persons-NNNN.ndjson.gz in it, found none");
            }
            String hash = Files.readString(directory.resolve("planted.sha256")).strip();
            return new Truth(parts, files(hash.split("\\s+", 2)[0]));
        } catch (IOException e) {
            throw new OracleException("--truth: expected a directory with persons and planted.sha256", e);
        }
    }

    /** Every person of a part. */
    static void each(Path part, PackedLines.Taker<TruthPerson> taker) {
        PackedLines.read(part, TruthPerson.class, taker);
    }

    /** Those of another version would give probabilities of another world. */
    private static PlantedFiles files(String sha256) {
        return IntStream.rangeClosed(1, PANEL_VERSIONS)
                .mapToObj(PlantedFiles::builtIn)
                .filter(files -> files.sha256().equals(sha256))
                .findFirst()
                .orElseThrow(() -> new OracleException(
                        "planted.sha256: expected that of this program's planted files, got another; use the program"
                                + " that made the cohort"));
    }
}

package org.prodrome.fhir.rxnorm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * The RRF files of a release: in a directory, in its {@code rrf} directory, or in a zip as the National Library of Medicine
 * publishes it. The subset in {@code prescribe} is read only where there is nothing else.
 */
final class RrfSource {
    private final Path release;

    RrfSource(Path release) {
        this.release = release;
    }

    /**
     * Gives each row of a file, as it is read.
     *
     * @return whether there is such a file
     */
    boolean rows(String file, int columns, Consumer<String[]> consumer) {
        try {
            return Files.isDirectory(release) ? inDirectory(file, columns, consumer) : inZip(file, columns, consumer);
        } catch (IOException e) {
            throw new FhirAdapterException.DataFileUnusable(
                    "RxNorm release, " + file + ": expected to read it to its end", e);
        }
    }

    private boolean inDirectory(String file, int columns, Consumer<String[]> consumer) throws IOException {
        for (Path place :
                new Path[] {release.resolve(file), release.resolve("rrf").resolve(file)}) {
            if (Files.isRegularFile(place)) {
                try (InputStream in = Files.newInputStream(place)) {
                    rows(in, file, columns, consumer);
                }
                return true;
            }
        }
        return false;
    }

    private boolean inZip(String file, int columns, Consumer<String[]> consumer) throws IOException {
        if (!Files.isRegularFile(release)) {
            throw new FhirAdapterException.DataFileUnusable(
                    "RxNorm release: expected a directory or a zip file, found none", null);
        }
        try (var zip = new ZipFile(release.toFile())) {
            Optional<? extends ZipEntry> entry = zip.stream()
                    .filter(one -> one.getName().equals(file) || one.getName().endsWith("/" + file))
                    .min(Comparator.comparing((ZipEntry one) -> one.getName().contains("prescribe"))
                            .thenComparing(one -> one.getName().length()));
            if (entry.isEmpty()) {
                return false;
            }
            try (InputStream in = zip.getInputStream(entry.get())) {
                rows(in, file, columns, consumer);
            }
            return true;
        }
    }

    private static void rows(InputStream in, String file, int columns, Consumer<String[]> consumer) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isEmpty()) {
                continue;
            }
            String[] row = line.split("\\|", -1);
            if (row.length < columns) {
                throw new FhirAdapterException.DataFileUnusable(
                        "RxNorm release, " + file + ", line " + number + ": expected at least " + columns
                                + " columns, got " + row.length,
                        null);
            }
            consumer.accept(row);
        }
    }
}

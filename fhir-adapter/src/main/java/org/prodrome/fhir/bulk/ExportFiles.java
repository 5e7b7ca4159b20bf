package org.prodrome.fhir.bulk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * The files of an export: {@code Type.ndjson}, {@code Type.ndjson.gz}, or several per type such as {@code
 * Type.0001.ndjson.gz}, taken in the order of their names.
 *
 * @param byType resource type to its files
 */
public record ExportFiles(Map<String, List<Path>> byType) {
    private static final Pattern NAME = Pattern.compile("([A-Z][A-Za-z]+)(?:[._-][A-Za-z0-9._-]*)?\\.ndjson(?:\\.gz)?");
    private static final int BUFFER = 1 << 16;

    public ExportFiles {
        byType = Collections.unmodifiableMap(new TreeMap<>(byType));
    }

    /** Looks into a directory, not below it. */
    public static ExportFiles in(Path directory) {
        var byType = new TreeMap<String, List<Path>>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && Files.isRegularFile(file)) {
                    byType.computeIfAbsent(name.group(1), type -> new ArrayList<>())
                            .add(file);
                }
            }
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable("export: expected a readable directory", e);
        }
        if (!byType.containsKey("Patient")) {
            throw new FhirAdapterException.ExportUnusable(
                    "export: expected Patient.ndjson or Patient.ndjson.gz among its files, found none", null);
        }
        return new ExportFiles(byType);
    }

    /** The files of one type; empty when there are none. */
    public List<Path> of(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /** All files, by type and name. */
    public List<Path> all() {
        return byType.values().stream().flatMap(List::stream).toList();
    }

    /** Bytes on disk of all files. */
    public long bytes() {
        return all().stream().mapToLong(ExportFiles::size).sum();
    }

    /** Opens a file, unpacked. */
    public static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return isPacked(file) ? new GZIPInputStream(raw, BUFFER) : raw;
    }

    public static boolean isPacked(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

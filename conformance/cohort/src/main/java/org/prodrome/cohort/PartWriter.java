package org.prodrome.cohort;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes one part: a file per resource type with the lines of the part's patients, patient after patient. Nothing of it is visible
 * in the export until {@link #finish}.
 */
final class PartWriter implements Closeable {
    /** Type and directory of what is no part of the export: what was planted. */
    static final String TRUTH = "truth";

    private final int part;
    private final Path work;
    private final Path out;
    private final Map<String, NdjsonFile> open = new TreeMap<>();
    private final Map<String, ResourceLine> shared = new TreeMap<>();

    PartWriter(int part, Path work, Path out) throws IOException {
        this.part = part;
        this.work = Files.createDirectories(work.resolve(String.format(Locale.ROOT, "part-%04d", part)));
        this.out = out;
    }

    void add(SyntheticChart chart) throws IOException {
        for (ResourceLine line : chart.own()) {
            file(line.type(), String.format(Locale.ROOT, "%s.%04d.ndjson.gz", line.type(), part))
                    .add(line.json());
        }
        if (chart.truth() != null) {
            file(TRUTH, String.format(Locale.ROOT, "persons-%04d.ndjson.gz", part))
                    .add(chart.truth());
        }
        chart.shared().forEach(line -> shared.put(line.reference(), line));
    }

    private NdjsonFile file(String type, String name) throws IOException {
        NdjsonFile file = open.get(type);
        if (file == null) {
            file = new NdjsonFile(work.resolve(name));
            open.put(type, file);
        }
        return file;
    }

    /** Moves the files into the export and leaves the shared resources for the end of the run. */
    List<PartFile> finish() throws IOException {
        close();
        List<PartFile> files = new ArrayList<>();
        for (Map.Entry<String, NdjsonFile> entry : open.entrySet()) {
            Path path = entry.getValue().path();
            String name = (entry.getKey().equals(TRUTH) ? TRUTH + "/" : "") + path.getFileName();
            files.add(
                    new PartFile(name, entry.getKey(), entry.getValue().lines(), Files.size(path), Sha256.hexOf(path)));
            Files.createDirectories(out.resolve(name).toAbsolutePath().getParent());
            Files.move(path, out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        try (NdjsonFile file =
                new NdjsonFile(work.resolveSibling(String.format(Locale.ROOT, "shared-%04d.ndjson.gz", part)))) {
            for (ResourceLine line : shared.values()) {
                file.add(Json.MAPPER.writeValueAsString(line));
            }
        }
        Files.delete(work);
        return files;
    }

    @Override
    public void close() throws IOException {
        for (NdjsonFile file : open.values()) {
            file.close();
        }
    }
}

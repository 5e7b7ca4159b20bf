package org.prodrome.cohort;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A gzipped NDJSON file being written; Java's gzip header holds no time, so equal lines give equal bytes. */
final class NdjsonFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final BufferedWriter out;
    private long lines;

    NdjsonFile(Path path) throws IOException {
        this.path = path;
        this.out = new BufferedWriter(
                new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(path), BUFFER), StandardCharsets.UTF_8),
                BUFFER);
    }

    void add(String json) throws IOException {
        out.write(json);
        out.write('\n');
        lines++;
    }

    Path path() {
        return path;
    }

    long lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static List<String> read(Path path) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path), BUFFER), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }
}

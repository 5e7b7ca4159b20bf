package org.prodrome.sandbox.bulk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The files of one export while they are written: by type, a new one whenever one is full. Not thread-safe. */
final class ExportFolder implements AutoCloseable {

    private final Path folder;
    private final int perFile;
    private final Map<String, Part> open = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<ExportFile> files = new ArrayList<>();

    ExportFolder(Path folder, int perFile) {
        this.folder = folder;
        this.perFile = perFile;
    }

    void add(ExportFile.Kind kind, String type, String line) throws IOException {
        Part part = open.get(kind + type);
        if (part == null) {
            part = begin(kind, type);
        }
        part.writer.write(line);
        part.writer.write('\n');
        part.count++;
        if (part.count == perFile) {
            finish(part);
            open.remove(kind + type);
        }
    }

    /** Closes what is open; every file, in the order in which they were finished. */
    List<ExportFile> finish() throws IOException {
        for (Part part : open.values()) {
            finish(part);
        }
        open.clear();
        return List.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        for (Part part : open.values()) {
            part.writer.close();
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("export folder: cannot be removed", e);
        }
    }

    private Part begin(ExportFile.Kind kind, String type) throws IOException {
        String base = kind == ExportFile.Kind.OUTPUT ? type : kind.name().toLowerCase(Locale.ROOT);
        Path path = folder.resolve(base + "-" + numbers.merge(base, 1, Integer::sum) + ".ndjson");
        Part part = new Part(kind, type, path, Files.newBufferedWriter(path));
        open.put(kind + type, part);
        return part;
    }

    private void finish(Part part) throws IOException {
        part.writer.close();
        files.add(new ExportFile(part.kind, part.type, part.path, part.count));
    }

    private static final class Part {
        private final ExportFile.Kind kind;
        private final String type;
        private final Path path;
        private final BufferedWriter writer;
        private long count;

        Part(ExportFile.Kind kind, String type, Path path, BufferedWriter writer) {
            this.kind = kind;
            this.type = type;
            this.path = path;
            this.writer = writer;
        }
    }
}

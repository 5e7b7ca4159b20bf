package org.prodrome.fhir.bulk.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;

/** The directory an export goes to, held by one process at a time. */
final class OutputDirectory implements AutoCloseable {
    private static final String LOCK = ".export-lock";
    private static final List<String> FOLDERS = List.of("", "errors", "deleted");

    private final Path path;
    private final FileChannel lock;

    private OutputDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static OutputDirectory held(Path path) throws IOException {
        OwnFiles.directory(path);
        FileChannel channel = OwnFiles.append(path.resolve(LOCK));
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return new OutputDirectory(path, channel);
            }
        } catch (OverlappingFileLockException e) {
            // said below
        }
        channel.close();
        throw new ExportFailed("out: expected a directory of its own, got one that another export is writing to", null);
    }

    Path path() {
        return path;
    }

    @Nullable
    StateFile state() {
        return StateFile.in(path);
    }

    /** The state of this request: as it was left, or new in a directory without an export. */
    StateFile stateFor(String request) throws IOException {
        StateFile left = state();
        if (left == null) {
            requireNoExport();
            return StateFile.begin(path, request);
        }
        if (!left.state().request().equals(request)) {
            throw new ExportFailed(
                    "out: expected this export unfinished or none, got another one unfinished; finish or cancel it",
                    null);
        }
        return left;
    }

    private void requireNoExport() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            if (finished() || files.anyMatch(file -> file.toString().contains(".ndjson"))) {
                throw new ExportFailed("out: expected a directory without an export, got one that holds NDJSON", null);
            }
        }
    }

    /** Whether all files are in place and only the last step is missing. */
    boolean finished() {
        return Files.exists(path.resolve(ExportReceipt.FILE));
    }

    /** Deletes what was received. */
    void clearFiles() throws IOException {
        for (String folder : FOLDERS) {
            Path in = path.resolve(folder);
            if (Files.isDirectory(in)) {
                clear(in);
            }
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (String.valueOf(file.getFileName())
                        .matches("[A-Z][A-Za-z]+\\.\\d{4,}\\.ndjson\\.gz(\\.part(\\.gz)?)?")) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Deletes what was received, and the state. */
    void clear(StateFile state) throws IOException {
        clearFiles();
        state.delete();
    }

    @Override
    public void close() throws IOException {
        lock.close(); // the file stays: whoever waits for it holds the one that everybody asks for
    }
}

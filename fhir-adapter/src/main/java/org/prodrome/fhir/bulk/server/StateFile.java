package org.prodrome.fhir.bulk.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;

/** The state of an export on disk: each change replaces the file in one step. Safe for several threads. */
final class StateFile {
    static final String NAME = "export-state.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private ExportState state;

    private StateFile(Path file, ExportState state) {
        this.file = file;
        this.state = state;
    }

    /** The state in a directory; null without one. */
    static @Nullable StateFile in(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            return Files.exists(file)
                    ? new StateFile(file, JSON.readValue(Files.readAllBytes(file), ExportState.class))
                    : null;
        } catch (IOException e) {
            throw new ExportFailed(NAME + ": expected the state of an unfinished export, got something else", e);
        }
    }

    /** Begins a new one. */
    static StateFile begin(Path directory, String request) {
        var begun = new StateFile(directory.resolve(NAME), ExportState.asking(request));
        begun.change(asking -> asking);
        return begun;
    }

    synchronized ExportState state() {
        return state;
    }

    synchronized void change(UnaryOperator<ExportState> how) {
        state = how.apply(state);
        try {
            OwnFiles.replace(file, JSON.writeValueAsBytes(state));
        } catch (IOException e) {
            throw new ExportFailed(NAME + ": expected to write it", e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ExportFailed(NAME + ": expected to delete it", e);
        }
    }
}

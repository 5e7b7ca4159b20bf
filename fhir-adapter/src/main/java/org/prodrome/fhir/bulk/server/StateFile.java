package org.prodrome.fhir.bulk.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;

/**
 * The state of an export on disk: each change replaces a small file in one step, and the manifest, which may be large, is in
 * one of its own. Safe for several threads.
 */
final class StateFile {
    static final String NAME = "export-state.json";
    static final String OFFER = "export-offer.json";

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
            return Files.exists(file) ? new StateFile(file, read(file)) : null;
        } catch (IOException e) {
            throw new ExportFailed(NAME + ": expected the state of an unfinished export, got something else", e);
        }
    }

    /** An offer without a job is left over from one that was given up. */
    private static ExportState read(Path file) throws IOException {
        ExportState known = JSON.readValue(Files.readAllBytes(file), ExportState.class);
        Path offer = file.resolveSibling(OFFER);
        if (known.location() == null || !Files.exists(offer)) {
            Files.deleteIfExists(offer);
            return known;
        }
        return known.offering(JSON.readValue(Files.readAllBytes(offer), Manifest.class));
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
        Manifest before = state.manifest();
        state = how.apply(state);
        try {
            if (state.manifest() != null && !state.manifest().equals(before)) {
                OwnFiles.replace(offer(), JSON.writeValueAsBytes(state.manifest()));
            }
            OwnFiles.replace(file, JSON.writeValueAsBytes(state.progress()));
            if (state.manifest() == null && before != null) {
                Files.deleteIfExists(offer());
            }
        } catch (IOException e) {
            throw new ExportFailed(NAME + ": expected to write it", e);
        }
    }

    private Path offer() {
        return file.resolveSibling(OFFER);
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(offer());
        } catch (IOException e) {
            throw new ExportFailed(NAME + ": expected to delete it", e);
        }
    }
}

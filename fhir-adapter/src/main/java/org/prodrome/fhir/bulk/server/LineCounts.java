package org.prodrome.fhir.bulk.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.prodrome.fhir.bulk.server.ExportState.Finished;
import org.prodrome.fhir.bulk.server.Manifest.Entry;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;

/** Holds what was received against what the server's manifest announced. */
final class LineCounts {
    private LineCounts() {}

    /** Fails where a file has other lines than announced, and forgets it, so that the next run fetches it again. */
    static void require(Manifest manifest, StateFile state, Path directory) throws IOException {
        var wrong = new ArrayList<String>();
        for (Entry entry : manifest.files()) {
            Finished file = state.state().finished().get(entry.name());
            if (file != null && entry.count() != null && entry.count() != file.lines()) {
                wrong.add(entry.name() + ": expected " + entry.count() + " lines by the server's manifest, got "
                        + file.lines());
                Files.deleteIfExists(directory.resolve(entry.name()));
                state.change(known -> known.lacking(entry.name()));
            }
        }
        if (!wrong.isEmpty()) {
            throw new ExportFailed(
                    String.join("; ", wrong) + "; the server keeps the job, and the same command fetches that again",
                    null);
        }
    }
}

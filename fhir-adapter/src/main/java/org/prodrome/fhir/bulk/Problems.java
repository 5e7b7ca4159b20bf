package org.prodrome.fhir.bulk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.ExportSummary.BrokenLine;

/** What went wrong while an export was read; safe for several threads. */
final class Problems {
    private static final int NAMED = 200;

    private final List<BrokenLine> located = new ArrayList<>();
    private final List<BrokenLine> cutOff = new ArrayList<>();
    private long broken;
    private long orphans;

    synchronized void broken(Path file, long line) {
        broken++;
        if (located.size() < NAMED) {
            located.add(new BrokenLine(String.valueOf(file.getFileName()), line));
        }
    }

    /** A file that ends before it should, after so many lines. */
    synchronized void cutOff(@Nullable Path file, long lines) {
        cutOff.add(new BrokenLine(file == null ? "" : String.valueOf(file.getFileName()), lines));
    }

    synchronized void orphan() {
        orphans++;
    }

    synchronized ExportSummary summary(long patients, long resources, long withheld) {
        return new ExportSummary(patients, resources, broken, located, orphans, cutOff, withheld);
    }
}

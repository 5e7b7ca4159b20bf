package org.prodrome.reasoning.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.prodrome.fhir.bulk.ExportSummary;
import org.prodrome.fhir.deidentify.DeidentificationReport;

/** What was left out while an export was read, in words: how much, and where. Never what stood there. */
final class ReadingNotes {

    private static final int NAMED = 5;

    private final AtomicBoolean told = new AtomicBoolean();

    /** Tells it on standard error, once for all passes over the same export. */
    void tell(ExportSummary summary) {
        if (!summary.whole() && told.compareAndSet(false, true)) {
            of(summary).forEach(System.err::println);
        }
    }

    static List<String> of(ExportSummary summary) {
        return of(
                summary.brokenLines(),
                summary.located().stream()
                        .map(line -> line.file() + " line " + line.line())
                        .toList(),
                summary.cutOff().stream()
                        .map(file -> file.file() + " after line " + file.line())
                        .toList(),
                summary.orphans());
    }

    static List<String> of(DeidentificationReport report) {
        return of(
                report.brokenLines(),
                report.brokenLinesAt().stream()
                        .map(line -> line.file() + " line " + line.line())
                        .toList(),
                report.cutOff().stream()
                        .map(file -> file.file() + " after line " + file.line())
                        .toList(),
                report.orphans());
    }

    private static List<String> of(long broken, List<String> at, List<String> cutOff, long orphans) {
        var notes = new ArrayList<String>();
        if (broken > 0) {
            notes.add(String.format(
                    Locale.ROOT, "%,d lines were no readable resource and were left out: %s", broken, some(at)));
        }
        if (!cutOff.isEmpty()) {
            notes.add(String.format(Locale.ROOT, "%,d files end before they should: %s", cutOff.size(), some(cutOff)));
        }
        if (orphans > 0) {
            notes.add(String.format(
                    Locale.ROOT, "%,d resources of patients who are not in the Patient files were left out", orphans));
        }
        return notes;
    }

    private static String some(List<String> places) {
        String first = String.join(", ", places.subList(0, Math.min(NAMED, places.size())));
        return places.size() > NAMED ? first + " ..." : first;
    }
}

package org.prodrome.fhir.bulk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * Reads an export in any order: its lines are first dealt out to temporary files by a hash of the patient, each small enough
 * to be sorted in memory; one that is not is dealt out once more. So memory does not grow with the export. The files are
 * encrypted, and deleted on closing.
 */
final class SpilledPatients implements PatientSource {
    private static final long PART = 32L << 20;
    private static final long LARGEST_PART = 4 * PART;
    private static final int UNPACKED = 12;
    private static final int DEPTH = 3;

    private final Problems problems;
    private final SpillFiles files;
    private final Deque<SpillFiles.Part> waiting = new ArrayDeque<>();
    private Iterator<RawPatient> current = Collections.emptyIterator();

    SpilledPatients(ExportFiles export, Problems problems) {
        this.problems = problems;
        this.files = new SpillFiles(export);
        try {
            int parts = (int) Math.clamp(export.bytes() * UNPACKED / PART, 4, 512);
            waiting.addAll(files.deal(parts, problems));
        } catch (FhirAdapterException e) {
            files.close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && !waiting.isEmpty()) {
            SpillFiles.Part part = waiting.removeFirst();
            if (part.bytes() > LARGEST_PART && part.depth() < DEPTH) {
                List<SpillFiles.Part> smaller = files.dealAgain(part, (int) (part.bytes() / PART) + 1);
                smaller.reversed().forEach(waiting::addFirst);
            } else {
                current = patients(part).iterator();
            }
        }
        return current.hasNext();
    }

    @Override
    public RawPatient next() {
        return current.next();
    }

    /** In the order in which their Patients stand in the export; each one's lines in the order of the files. */
    private List<RawPatient> patients(SpillFiles.Part part) {
        Map<String, List<SpillFiles.Entry>> byPatient = new LinkedHashMap<>();
        for (SpillFiles.Entry entry : files.take(part)) {
            byPatient
                    .computeIfAbsent(entry.line().subject(), id -> new ArrayList<>())
                    .add(entry);
        }
        var known = new ArrayList<List<SpillFiles.Entry>>();
        for (List<SpillFiles.Entry> entries : byPatient.values()) {
            Collections.sort(entries);
            if (entries.getFirst().isPatient()) {
                known.add(entries);
            } else {
                entries.forEach(orphan -> problems.orphan());
            }
        }
        known.sort(Comparator.comparing(List::getFirst));
        return known.stream().map(SpilledPatients::patient).toList();
    }

    private static RawPatient patient(List<SpillFiles.Entry> entries) {
        return new RawPatient(
                entries.getFirst().line().subject(),
                entries.stream().map(SpillFiles.Entry::line).toList());
    }

    @Override
    public void close() {
        files.close();
    }
}

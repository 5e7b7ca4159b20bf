package org.prodrome.fhir.bulk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * Reads an export in any order: its lines are first dealt out to temporary files by a hash of the patient, each small enough
 * to be sorted in memory. The files are deleted on closing.
 */
final class SpilledPatients implements PatientSource {
    private static final long BYTES_PER_PART = 16L << 20;

    private final Path directory;
    private final Problems problems;
    private final int parts;
    private int nextPart;
    private Iterator<RawPatient> current = Collections.emptyIterator();

    SpilledPatients(ExportFiles files, Problems problems) {
        this.problems = problems;
        this.parts = (int) Math.clamp(files.bytes() / BYTES_PER_PART, 4, 256);
        try {
            this.directory = Files.createTempDirectory("prodrome-export");
            spill(files);
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable("export: expected room for temporary files", e);
        }
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && nextPart < parts) {
            current = load(nextPart++).iterator();
        }
        return current.hasNext();
    }

    @Override
    public RawPatient next() {
        return current.next();
    }

    private void spill(ExportFiles files) throws IOException {
        var writers = new ArrayList<BufferedWriter>();
        try {
            for (int part = 0; part < parts; part++) {
                writers.add(Files.newBufferedWriter(part(part), StandardCharsets.UTF_8));
            }
            spill("Patient", files, writers);
            for (String type : PatientTypes.of(files)) {
                spill(type, files, writers);
            }
        } finally {
            for (BufferedWriter writer : writers) {
                writer.close();
            }
        }
    }

    private void spill(String type, ExportFiles files, List<BufferedWriter> writers) throws IOException {
        try (var lines = new TypeCursor(type, files.of(type), problems)) {
            for (SourceLine line = lines.head(); line != null; line = lines.head()) {
                BufferedWriter writer = writers.get(Math.floorMod(line.subject().hashCode(), parts));
                writer.write(String.join(
                        "\t",
                        type,
                        line.subject(),
                        String.valueOf(line.file().getFileName()),
                        Long.toString(line.number()),
                        line.text()));
                writer.write('\n');
                lines.advance();
            }
        }
    }

    private List<RawPatient> load(int part) {
        Map<String, RawPatient> patients = new LinkedHashMap<>();
        try (var reader = Files.newBufferedReader(part(part), StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line.split("\t", 5), patients);
            }
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable("export: expected to read a temporary file back", e);
        }
        return List.copyOf(patients.values());
    }

    /** Patients come first in every part, so a line whose patient is not known by then belongs to nobody here. */
    private void add(String[] fields, Map<String, RawPatient> patients) {
        var line = new SourceLine(Path.of(fields[2]), Long.parseLong(fields[3]), fields[1], fields[4]);
        if (fields[0].equals("Patient")) {
            patients.computeIfAbsent(fields[1], id -> new RawPatient(id, new ArrayList<>()));
        }
        RawPatient patient = patients.get(fields[1]);
        if (patient == null) {
            problems.orphan();
        } else {
            patient.lines().add(line);
        }
    }

    private Path part(int number) {
        return directory.resolve("part-" + number);
    }

    @Override
    public void close() {
        try {
            for (int part = 0; part < parts; part++) {
                Files.deleteIfExists(part(part));
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable("export: expected to delete temporary files", e);
        }
    }
}

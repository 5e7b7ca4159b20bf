package org.prodrome.fhir.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/** Reads an export whose files all have the patients in the same order: all files side by side, nothing kept. */
final class GroupedPatients implements PatientSource {
    private final TypeCursor patients;
    private final List<TypeCursor> others = new ArrayList<>();

    GroupedPatients(ExportFiles files, Problems problems) {
        this.patients = new TypeCursor("Patient", files.of("Patient"), problems);
        for (String type : PatientTypes.of(files)) {
            others.add(new TypeCursor(type, files.of(type), problems));
        }
    }

    @Override
    public boolean hasNext() {
        if (patients.head() == null) {
            requireAllRead();
            return false;
        }
        return true;
    }

    @Override
    public RawPatient next() {
        SourceLine patient = patients.head();
        if (patient == null) {
            throw new NoSuchElementException();
        }
        patients.advance();
        var lines = new ArrayList<SourceLine>();
        lines.add(patient);
        for (TypeCursor other : others) {
            for (SourceLine head = other.head(); isOf(head, patient); head = other.head()) {
                lines.add(head);
                other.advance();
            }
        }
        return new RawPatient(patient.subject(), lines);
    }

    private static boolean isOf(@Nullable SourceLine line, SourceLine patient) {
        return line != null && line.subject().equals(patient.subject());
    }

    private void requireAllRead() {
        if (others.stream().anyMatch(other -> other.head() != null)) {
            throw new FhirAdapterException.ExportUnusable(
                    "export: expected every file in the order of the Patient files, as its report says; got another order",
                    null);
        }
    }

    @Override
    public void close() {
        patients.close();
        others.forEach(TypeCursor::close);
    }
}

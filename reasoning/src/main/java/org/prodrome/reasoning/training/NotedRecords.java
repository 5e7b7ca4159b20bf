package org.prodrome.reasoning.training;

import java.util.function.Consumer;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.note.NoteFindings;

/** Records with what their texts say, found as it is in use. */
public record NotedRecords(RecordSource records, NoteFindings notes) implements RecordSource {

    @Override
    public long forEachInOrder(Consumer<PatientRecord> consumer) {
        return records.forEachInOrder(record -> consumer.accept(notes.addTo(record)));
    }

    @Override
    public long count() {
        return records.count();
    }

    @Override
    public boolean synthetic() {
        return records.synthetic();
    }

    @Override
    public String fingerprint() {
        return records.fingerprint() + " with notes";
    }
}

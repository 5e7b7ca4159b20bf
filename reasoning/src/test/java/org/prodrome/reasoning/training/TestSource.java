package org.prodrome.reasoning.training;

import java.util.List;
import java.util.function.Consumer;
import org.prodrome.fhir.record.PatientRecord;

/** Records in memory. */
public record TestSource(List<PatientRecord> all) implements RecordSource {

    @Override
    public long forEachInOrder(Consumer<PatientRecord> consumer) {
        all.forEach(consumer);
        return 0;
    }

    @Override
    public long count() {
        return all.size();
    }

    @Override
    public boolean synthetic() {
        return true;
    }

    @Override
    public String fingerprint() {
        return "test-" + all.size();
    }
}

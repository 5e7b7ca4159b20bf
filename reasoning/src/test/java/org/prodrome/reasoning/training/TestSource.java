package org.prodrome.reasoning.training;

import java.util.List;
import java.util.stream.Stream;
import org.prodrome.fhir.record.PatientRecord;

/** Records in memory. */
public record TestSource(List<PatientRecord> all) implements RecordSource {

    @Override
    public Stream<PatientRecord> records() {
        return all.stream();
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

package org.prodrome.reasoning.training;

import java.util.List;
import java.util.function.Consumer;
import org.prodrome.fhir.record.PatientRecord;

/** Records in memory, synthetic unless they are to pass for real ones. */
public record TestSource(List<PatientRecord> all, boolean synthetic) implements RecordSource {

    public TestSource(List<PatientRecord> all) {
        this(all, true);
    }

    public static TestSource real(List<PatientRecord> all) {
        return new TestSource(all, false);
    }

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
    public String fingerprint() {
        return (synthetic ? "test-" : "real-") + all.size();
    }
}

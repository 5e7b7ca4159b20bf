package org.prodrome.reasoning.training;

import java.util.stream.Stream;
import org.prodrome.fhir.record.PatientRecord;

/** Patient records that can be streamed more than once, in the same order. */
public interface RecordSource {

    /** All records, one after the other; close the stream. */
    Stream<PatientRecord> records();

    /** How many records there will be, or -1 when unknown. */
    long count();

    /** Whether the patients are synthetic: every model and report made of them says so. */
    boolean synthetic();

    /** Changes when the data changes; names no file system path. */
    String fingerprint();
}

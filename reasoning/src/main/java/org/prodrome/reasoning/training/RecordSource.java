package org.prodrome.reasoning.training;

import java.util.function.Consumer;
import org.prodrome.fhir.record.PatientRecord;

/** Patient records that can be read more than once, in the same order. */
public interface RecordSource {

    /**
     * Gives each record to a consumer, one at a time and always in the same order.
     *
     * @return how many lines were no resource and were left out
     */
    long forEachInOrder(Consumer<PatientRecord> consumer);

    /** How many records there will be, or -1 when unknown. */
    long count();

    /** Whether the patients are synthetic: every model and report made of them says so. */
    boolean synthetic();

    /** Changes when the data changes; names no file system path. */
    String fingerprint();
}

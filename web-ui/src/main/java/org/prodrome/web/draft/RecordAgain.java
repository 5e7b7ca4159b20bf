package org.prodrome.web.draft;

import org.prodrome.fhir.record.PatientRecord;

/** Reads the record again where that is needed; of one chart, once. */
@FunctionalInterface
interface RecordAgain {
    PatientRecord read();
}

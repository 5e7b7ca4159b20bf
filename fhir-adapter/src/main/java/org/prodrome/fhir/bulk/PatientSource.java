package org.prodrome.fhir.bulk;

import java.util.Iterator;

/** One patient's lines after another. For one thread. */
interface PatientSource extends Iterator<RawPatient>, AutoCloseable {
    @Override
    void close();
}

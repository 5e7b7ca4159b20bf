package org.prodrome.fhir.search;

import java.util.concurrent.ExecutorService;
import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.record.PatientId;

/** What every search of one record shares. */
record Session(
        FhirHttp http,
        ExecutorService executor,
        ReadLimits limits,
        Learnt server,
        PatientId patient,
        Deadline deadline,
        Counting counting) {

    PagedSearch paged(String type) {
        return new PagedSearch(this, type);
    }
}

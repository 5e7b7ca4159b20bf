package org.prodrome.fhir.search;

import java.util.concurrent.ExecutorService;
import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.resources.FhirVersion;

/** What every search of one record shares. */
record Session(
        FhirHttp http,
        ExecutorService executor,
        ReadLimits limits,
        Learnt server,
        PatientId patient,
        Deadline deadline,
        Counting counting) {

    /** What the server speaks; R4 where it does not say. */
    FhirVersion version() {
        return server.known()
                .flatMap(said -> FhirVersion.of(said.fhirVersion()))
                .orElse(FhirVersion.R4);
    }

    PagedSearch paged(String type) {
        return new PagedSearch(this, type);
    }
}

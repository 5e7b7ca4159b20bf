package org.prodrome.fhir.search;

import java.util.concurrent.ExecutorService;
import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.capability.ServerCapabilities;
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

    /** What it speaks, as far as it said so and we read it; else R4. */
    FhirVersion version() {
        return server.known()
                .flatMap(known -> FhirVersion.of(known.fhirVersion()))
                .orElse(FhirVersion.R4);
    }

    /** Whether it may speak a version that we read. */
    boolean readable() {
        return server.known()
                .map(ServerCapabilities::fhirVersion)
                .map(said -> said.isEmpty() || FhirVersion.of(said).isPresent())
                .orElse(true);
    }

    PagedSearch paged(String type) {
        return new PagedSearch(this, type);
    }
}

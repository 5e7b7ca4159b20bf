package org.prodrome.web.advice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;

/** A record without a single event, for cards that were made elsewhere. */
final class TestAssessments {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private TestAssessments() {}

    static PatientRecord record() {
        Demographics who = new Demographics(
                null, LocalDate.of(1960, 3, 1), Demographics.Sex.FEMALE, null, false, null, null, null);
        return new PatientRecord(
                "https://ehr.example/fhir", new PatientId("p1"), who, List.of(), List.of(), () -> 0, 0, Instant.EPOCH);
    }
}

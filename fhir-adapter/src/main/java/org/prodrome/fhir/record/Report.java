package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DiagnosticReport.
 *
 * @param time effective time, else issued
 * @param conclusion the conclusion in words, or null
 * @param results the observations it groups
 */
public record Report(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable String conclusion,
        List<FhirReference> results)
        implements ClinicalEvent {
    public Report {
        results = List.copyOf(results);
    }
}

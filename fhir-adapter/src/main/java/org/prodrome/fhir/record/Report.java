package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DiagnosticReport.
 *
 * @param time effective time, else issued
 * @param conclusion the conclusion in words, or null
 * @param results the observations it groups
 * @param status FHIR status code, or empty
 * @param conclusions what it concludes, as coded
 * @param text the report as presented, or null when there is none or it was not readable (then a gap says so)
 * @param issued when this version was made available, or null: nobody could know it before
 */
public record Report(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable String conclusion,
        List<FhirReference> results,
        String status,
        List<CodedConcept> conclusions,
        @Nullable String text,
        @Nullable EventTime issued)
        implements ClinicalEvent {
    public Report {
        results = List.copyOf(results);
        conclusions = List.copyOf(conclusions);
    }

    /** A report of which no more is known. */
    public Report(
            FhirReference source,
            CodedConcept concept,
            @Nullable EventTime time,
            @Nullable String conclusion,
            List<FhirReference> results) {
        this(source, concept, time, conclusion, results, "", List.of(), null, null);
    }
}

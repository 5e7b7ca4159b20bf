package org.prodrome.reasoning.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;

/**
 * A fact that led to a finding, in words, with where it stands in the record.
 *
 * @param label what it is: {@code eGFR}
 * @param value what it says, with unit: {@code 24 mL/min/1.73 m2}; empty when the fact itself is the evidence
 * @param time when, or null when the source gave none
 * @param sources the resources, newest first; never empty
 */
public record Evidence(String label, String value, @Nullable EventTime time, List<FhirReference> sources) {
    public Evidence {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("evidence: expected at least one source for " + label);
        }
    }

    /** In one line, with its day as precise as the source gave it. Who the patient is (age, sex) has no day. */
    public String words() {
        String said = (label + " " + value).strip();
        return day().isEmpty() ? said : said + " (" + day() + ")";
    }

    /** {@code 2026-09-20}, {@code 2026-09}, {@code date unknown}; empty for what has no day. */
    public String day() {
        if (time == null) {
            return isOfPatient() ? "" : "date unknown";
        }
        return switch (time.precision()) {
            case YEAR -> Integer.toString(time.date().getYear());
            case MONTH -> time.date().toString().substring(0, "2026-09".length());
            case DAY, INSTANT -> time.date().toString();
        };
    }

    private boolean isOfPatient() {
        return sources.stream().allMatch(source -> source.type().equals("Patient"));
    }
}

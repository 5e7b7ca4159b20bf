package org.prodrome.reasoning.summary;

import java.util.List;
import org.prodrome.fhir.record.FhirReference;

/**
 * A sentence with its sources. One without a citation cannot be constructed.
 *
 * @param text plain text
 * @param sources the resources it rests on, newest first; never empty
 * @param kind what sort of sentence
 */
public record Sentence(String text, List<FhirReference> sources, Kind kind) {

    /** What a sentence does. */
    public enum Kind {
        WHO,
        PROBLEM,
        TREND,
        TREATMENT,
        EVENT,
        CONFLICT
    }

    public Sentence {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sentence: expected at least one source");
        }
    }
}

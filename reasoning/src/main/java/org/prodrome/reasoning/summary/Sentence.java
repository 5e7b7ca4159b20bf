package org.prodrome.reasoning.summary;

import java.util.List;
import org.prodrome.fhir.record.FhirReference;

/**
 * A sentence with its sources. One without a citation cannot be constructed.
 *
 * @param text plain text
 * @param sources the resources it rests on, newest first; never empty
 * @param kind what sort of sentence
 * @param quotes where in a source's text it stands; empty when it rests on whole resources
 */
public record Sentence(String text, List<FhirReference> sources, Kind kind, List<Quote> quotes) {

    /** A place in the text of a document or of a report's conclusion; offsets in characters, the end after the last. */
    public record Quote(FhirReference source, int start, int end) {}

    /** What a sentence does. */
    public enum Kind {
        WHO,
        PROBLEM,
        TREND,
        TREATMENT,
        EVENT,
        NOTE,
        CONFLICT
    }

    public Sentence {
        sources = List.copyOf(sources);
        quotes = List.copyOf(quotes);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sentence: expected at least one source");
        }
    }

    /** A sentence that rests on whole resources. */
    public Sentence(String text, List<FhirReference> sources, Kind kind) {
        this(text, sources, kind, List.of());
    }
}

package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * A concept found in a document's text or a report's conclusion (stage 3b).
 *
 * @param source the document or report
 * @param time its date
 * @param start offset of the first character in the document's text
 * @param end offset after the last character
 * @param assertion how the sentence speaks of it
 * @param section the heading it stands under, as written; empty when there is none
 * @param sentenceStart offset of the first character of its sentence
 * @param sentenceEnd offset after the last character of its sentence
 */
public record NoteFinding(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        int start,
        int end,
        Assertion assertion,
        String section,
        int sentenceStart,
        int sentenceEnd)
        implements ClinicalEvent {

    /** ConText's distinctions. */
    public enum Assertion {
        AFFIRMED,
        NEGATED,
        HISTORICAL,
        FAMILY,
        UNCERTAIN
    }

    public NoteFinding {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("offsets: expected 0 <= start < end, got " + start + " and " + end);
        }
        if (sentenceStart < 0 || sentenceStart > start || sentenceEnd < end) {
            throw new IllegalArgumentException("sentence: expected to hold the concept's offsets");
        }
    }

    /** A finding whose sentence is not known. */
    public NoteFinding(
            FhirReference source,
            CodedConcept concept,
            @Nullable EventTime time,
            int start,
            int end,
            Assertion assertion) {
        this(source, concept, time, start, end, assertion, "", start, end);
    }
}

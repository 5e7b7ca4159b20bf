package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * A concept found in a document's text (stage 3b).
 *
 * @param source the document
 * @param time the document's date
 * @param start offset of the first character in the document's text
 * @param end offset after the last character
 * @param assertion how the sentence speaks of it
 */
public record NoteFinding(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        int start,
        int end,
        Assertion assertion) implements ClinicalEvent {

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
    }
}

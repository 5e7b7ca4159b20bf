package org.prodrome.reasoning.note;

import org.prodrome.fhir.record.NoteFinding.Assertion;

/**
 * A concept in a text.
 *
 * @param concept what it is
 * @param start offset of its first character in the text that was read
 * @param end offset after its last character
 * @param assertion how the sentence speaks of it
 * @param section the heading it stands under, as written; empty when there is none
 * @param sentenceStart offset of the first character of its sentence
 * @param sentenceEnd offset after the last character of its sentence
 */
public record Mention(
        NoteConcept concept,
        int start,
        int end,
        Assertion assertion,
        String section,
        int sentenceStart,
        int sentenceEnd) {
    public Mention {
        if (sentenceStart < 0 || start < sentenceStart || end <= start || sentenceEnd < end) {
            throw new IllegalArgumentException("offsets: expected a span within its sentence");
        }
    }
}

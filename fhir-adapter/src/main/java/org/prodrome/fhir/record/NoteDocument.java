package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * A DocumentReference with the text that could be read from it.
 *
 * @param time the document's date
 * @param text plain text, or null when there is none or it was not readable (then a gap says so)
 */
public record NoteDocument(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable String text) implements ClinicalEvent {}

package org.prodrome.reasoning.note;

import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.NoteFinding.Assertion;

/**
 * What a sentence stands under.
 *
 * @param heading as written; empty when there is none
 * @param prior what a concept is there when the sentence says nothing else; null for affirmed
 * @param allergies whether substances named there are allergens
 */
record Section(String heading, @Nullable Assertion prior, boolean allergies) {
    static final Section NONE = new Section("", null, false);
}

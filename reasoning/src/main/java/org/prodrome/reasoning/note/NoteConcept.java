package org.prodrome.reasoning.note;

import org.jspecify.annotations.Nullable;

/**
 * A concept that can be found in a text.
 *
 * @param key of {@code concepts.json}, or one of the lexicon's own ({@code finding/...}, {@code allergy/...})
 * @param words for a person
 * @param code {@code sct|...} or {@code rxnorm|...}; null where none is known
 */
public record NoteConcept(
        String key, String words, @Nullable String code) {

    boolean isDrug() {
        return key.startsWith("drug/");
    }
}

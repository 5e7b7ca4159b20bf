package org.prodrome.reasoning.note;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code lexicon.json} as it is written.
 *
 * @param concepts what is looked for
 * @param allergens substances that count only where an allergy is spoken of
 * @param phrases words that look like a concept and are none, for example "flu shot"
 * @param ordinary correctly spelt words that are near a term, so that they are not taken for its misspelling
 */
record LexiconFile(
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String date,
        @JsonProperty(required = true) List<Entry> concepts,
        @JsonProperty(required = true) List<Entry> allergens,
        @JsonProperty(required = true) List<String> phrases,
        @JsonProperty(required = true) List<String> ordinary) {

    /**
     * One concept.
     *
     * @param terms in any case, number and spelling
     * @param abbreviations as they are written
     */
    record Entry(
            String key,
            String words,
            @Nullable String code,
            List<String> terms,
            @JsonProperty("short") List<Abbreviation> abbreviations) {
        Entry {
            if (terms.isEmpty() && (abbreviations == null || abbreviations.isEmpty())) {
                throw new IllegalArgumentException("lexicon: " + key + ": expected a term");
            }
            abbreviations = Objects.requireNonNullElse(abbreviations, List.of());
        }
    }

    /**
     * A short form that may mean several things.
     *
     * @param when it counts only with one of these near
     * @param unless it does not count with one of these near
     * @param anyCase whether it is the same in lower case
     */
    record Abbreviation(String form, List<String> when, List<String> unless, boolean anyCase) {
        Abbreviation {
            when = Objects.requireNonNullElse(when, List.of());
            unless = Objects.requireNonNullElse(unless, List.of());
        }
    }

    LexiconFile {
        Set<String> keys = new HashSet<>();
        for (Entry entry : concepts) {
            if (!keys.add(entry.key())) {
                throw new IllegalArgumentException("lexicon: expected each key once, got twice: " + entry.key());
            }
        }
    }
}

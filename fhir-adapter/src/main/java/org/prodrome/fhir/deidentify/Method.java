package org.prodrome.fhir.deidentify;

import java.util.Arrays;
import java.util.Optional;

/** What a rule does with an element. */
enum Method {
    KEEP("keep"),
    /** Ours: a unit that UCUM or the rules file knows is kept, other words are redacted. */
    KEEP_UNIT("keepUnit"),
    /** Ours: a word of the rule's own list is kept, other words are redacted. */
    KEEP_LISTED("keepListed"),
    REDACT("redact"),
    DATE_SHIFT("dateShift"),
    CRYPTO_HASH("cryptoHash"),
    GENERALIZE("generalize");

    private final String word;

    Method(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Optional<Method> of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst();
    }
}

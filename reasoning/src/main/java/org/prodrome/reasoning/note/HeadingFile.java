package org.prodrome.reasoning.note;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.NoteFinding.Assertion;

/** {@code headings.json} as it is written: titles of sections, and what a concept under them is when nothing else is said. */
record HeadingFile(
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String date,
        @JsonProperty(required = true) List<Kind> kinds) {

    /**
     * Sections of one kind.
     *
     * @param prior the assertion under such a heading; null for affirmed
     * @param allergies whether substances named there are allergens
     */
    record Kind(String name, @Nullable Assertion prior, boolean allergies, List<String> titles) {}
}

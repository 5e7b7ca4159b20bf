package org.prodrome.fhir.record;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CodeableConcept: any number of codings for the same thing, and its text.
 *
 * @param codings in the order of the source; may be empty for text-only concepts
 * @param text the text of the source, or null
 */
public record CodedConcept(List<Coding> codings, @Nullable String text) {
    public CodedConcept {
        codings = List.copyOf(codings);
    }

    public static CodedConcept of(Coding coding) {
        return new CodedConcept(List.of(coding), coding.display());
    }

    /** The first coding of a system. */
    public Optional<Coding> in(String system) {
        return codings.stream().filter(c -> c.system().equals(system)).findFirst();
    }

    public boolean has(String system, String code) {
        return codings.stream()
                .anyMatch(c -> c.system().equals(system) && c.code().equals(code));
    }

    /** Words for a person: the text, else the first display, else the first code, else "unnamed". */
    public String words() {
        if (text != null && !text.isBlank()) {
            return text;
        }
        return codings.stream()
                .map(c -> c.display() == null ? c.code() : c.display())
                .findFirst()
                .orElse("unnamed");
    }
}

package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An AllergyIntolerance that is neither entered in error nor refuted.
 *
 * @param concept the substance, product or class; "no known allergies" codes are kept as such
 * @param time onset, else recorded date
 * @param criticality {@code low}, {@code high}, {@code unable-to-assess} or null
 * @param active clinical status active, or no status given
 * @param reactions manifestations in the order of the source
 * @param noneKnown it says that no allergy (of a kind) is known: the opposite of one
 * @param severity of the worst reaction: {@code mild}, {@code moderate}, {@code severe} or null
 * @param recorded when it was first written down, or null
 */
public record Allergy(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable String criticality,
        boolean active,
        List<CodedConcept> reactions,
        boolean noneKnown,
        @Nullable String severity,
        @Nullable EventTime recorded)
        implements ClinicalEvent {
    public Allergy {
        reactions = List.copyOf(reactions);
    }

    /** An allergy of which no more is known. */
    public Allergy(
            FhirReference source,
            CodedConcept concept,
            @Nullable EventTime time,
            @Nullable String criticality,
            boolean active,
            List<CodedConcept> reactions) {
        this(source, concept, time, criticality, active, reactions, false, null, null);
    }
}

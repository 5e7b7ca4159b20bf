package org.prodrome.fhir.consent;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * What may be released.
 *
 * @param kept as they came, or with what refers to withheld resources cut out; Consents themselves are never among them
 * @param outcome what to tell of the rest
 */
public record Sifted(List<Resource> kept, Outcome outcome) {
    public Sifted {
        kept = List.copyOf(kept);
    }

    /** How much was released; never what it was that was not. */
    public enum Outcome {
        /** Everything. */
        ALL,
        /** Everything, but there are wishes that could not be decided. */
        UNDECIDED,
        /** A part. */
        PART,
        /** Nothing; for treatment, who the patient is. */
        NOTHING,
        /** Nothing, because the opt-out list cannot be read. */
        REFUSED
    }
}

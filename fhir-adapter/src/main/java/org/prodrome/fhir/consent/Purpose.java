package org.prodrome.fhir.consent;

/** What a record is released for. */
public enum Purpose {
    /** Display and reasoning for the patient's own care. */
    TREATMENT,
    /** Training and evaluating a model. */
    TRAINING,
    /** Leaving the site, de-identified or not. */
    EXPORT;

    /** Whether what cannot be decided is shown and told, rather than left out. */
    boolean showsUndecided() {
        return this == TREATMENT;
    }
}

package org.prodrome.reasoning.model;

/**
 * What a conformal set says of an outcome within a horizon.
 *
 * @param kind which of the two fits
 * @param reason one sentence for a person, with the level of the sets or why there are none
 */
public record Verdict(Kind kind, String reason) {

    /** Which of "it comes" and "it doesn't come" the patient's risk is compatible with. */
    public enum Kind {
        /** Compatible with patients who got it, not with those who didn't, more likely than not, and no lower than by age and sex. */
        LIKELY,
        /**
         * Compatible with patients who didn't get it, not with most of those who did, and no higher than by age and sex. Some of
         * those who get it stand here too, up to the level of the sets: never shown as "unlikely".
         */
        UNLIKELY,
        /** Compatible with both or neither, or there were too few to tell. */
        UNDETERMINED
    }

    /** Undetermined, with the reason. */
    public static Verdict undetermined(String reason) {
        return new Verdict(Kind.UNDETERMINED, reason);
    }
}

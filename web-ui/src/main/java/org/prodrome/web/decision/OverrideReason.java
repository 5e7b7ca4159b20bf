package org.prodrome.web.decision;

import org.jspecify.annotations.Nullable;

/**
 * Why a clinician sets a card aside.
 *
 * @param code stable code of our own code system
 * @param display words for a person
 * @param snoozeDays where the reason asks to be reminded: after how many days, 1 or more; else null
 */
public record OverrideReason(
        String code, String display, @Nullable Integer snoozeDays) {
    public static final String SYSTEM = "https://prodrome.org/fhir/CodeSystem/override-reason";

    public OverrideReason {
        if (snoozeDays != null && snoozeDays < 1) {
            throw new IllegalArgumentException("snoozeDays of " + code + ": expected 1 or more, got " + snoozeDays);
        }
    }
}

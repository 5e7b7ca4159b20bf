package org.prodrome.fhir.consent;

import java.util.Set;

/**
 * Which labelled resources may be shown to an EHR's users. Training and export know no allowance.
 *
 * @param ceiling the highest confidentiality that is shown
 * @param categories sensitive categories that are shown, such as {@code PSY}
 */
public record Allowance(Confidentiality ceiling, Set<String> categories) {
    /** Nothing above normal, no sensitive category. */
    public static final Allowance NORMAL = new Allowance(Confidentiality.N, Set.of());

    public Allowance {
        categories = Set.copyOf(categories);
    }
}

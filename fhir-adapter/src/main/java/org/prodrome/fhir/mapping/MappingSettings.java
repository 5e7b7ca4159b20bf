package org.prodrome.fhir.mapping;

import org.prodrome.fhir.consent.Purpose;
import org.prodrome.fhir.consent.ReleasePolicy;

/**
 * What a site decides about mapping.
 *
 * @param release what may be released, and for what
 * @param ingredients what products consist of
 */
public record MappingSettings(ReleasePolicy release, Ingredients ingredients) {
    /** For display and reasoning, nobody opted out, nothing above normal confidentiality. */
    public static final MappingSettings DEFAULT = of(ReleasePolicy.of(Purpose.TREATMENT));

    public static MappingSettings of(ReleasePolicy release) {
        return new MappingSettings(release, Ingredients.shipped());
    }
}

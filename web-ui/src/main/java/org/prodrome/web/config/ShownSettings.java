package org.prodrome.web.config;

import java.util.Set;
import org.prodrome.fhir.consent.Allowance;
import org.prodrome.fhir.consent.Confidentiality;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which labelled resources the users of one EHR are shown.
 *
 * @param confidentiality the highest that is shown
 * @param categories the sensitive categories that are shown, such as {@code PSY}
 */
public record ShownSettings(
        @DefaultValue("N") Confidentiality confidentiality,
        @DefaultValue Set<String> categories) {
    public ShownSettings {
        categories = Set.copyOf(categories);
    }

    public Allowance allowance() {
        return new Allowance(confidentiality, categories);
    }
}

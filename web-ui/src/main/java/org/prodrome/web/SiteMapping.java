package org.prodrome.web;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.prodrome.fhir.consent.Allowance;
import org.prodrome.fhir.consent.OptOuts;
import org.prodrome.fhir.consent.Purpose;
import org.prodrome.fhir.consent.ReleasePolicy;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.mapping.MappingSettings;
import org.prodrome.fhir.rxnorm.RxNormRelease;
import org.prodrome.web.config.ConsentSettings;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;

/** What the site's settings say about mapping; an opt-out list or an RxNorm release that cannot be read ends the start. */
final class SiteMapping {
    private SiteMapping() {}

    static MappingSettings of(ProdromeSettings settings) {
        Map<String, Allowance> shown = new HashMap<>();
        for (IssuerSettings issuer : settings.issuers()) {
            shown.put(issuer.issuer().toString(), issuer.shown().allowance());
        }
        Path rxnorm = settings.rxnorm();
        return new MappingSettings(
                new ReleasePolicy(Purpose.TREATMENT, optOuts(settings.consent()), shown, Allowance.NORMAL, null),
                rxnorm == null ? Ingredients.shipped() : Ingredients.with(RxNormRelease.read(rxnorm)));
    }

    private static OptOuts optOuts(ConsentSettings consent) {
        Path list = consent.optOutFile();
        return list == null ? OptOuts.none() : OptOuts.in(list, consent.optOutKeyFile());
    }
}

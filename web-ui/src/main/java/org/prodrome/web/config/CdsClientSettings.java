package org.prodrome.web.config;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an EHR's CDS client proves who it is (CDS Hooks 2.0, "Trusting CDS Clients").
 *
 * @param iss the issuer of its JWTs
 * @param jwks where its public keys are; the {@code jku} of a JWT must be this address
 * @param audienceAliases audiences accepted beside the endpoint's own URL (some EHRs have them set by hand)
 */
public record CdsClientSettings(
        String iss, URI jwks, @DefaultValue List<String> audienceAliases) {
    public CdsClientSettings {
        audienceAliases = List.copyOf(audienceAliases);
    }
}

package org.prodrome.web.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One EHR.
 *
 * @param issuer its FHIR base URL
 * @param name words for a person
 * @param clientId what this app is registered as
 * @param authentication how this app proves who it is
 * @param scopes what is asked for at launch
 * @param loopbackHttp plain http is allowed for it, on loopback only (development)
 * @param internalNetwork it lives on an internal network, as on-premises EHRs do
 * @param frameOrigin the origin whose pages may frame this app
 * @param cdsClient how its CDS client authenticates, or null when it calls no hooks
 */
public record IssuerSettings(
        URI issuer,
        String name,
        String clientId,
        @DefaultValue("PRIVATE_KEY_JWT") Authentication authentication,
        List<String> scopes,
        @DefaultValue("false") boolean loopbackHttp,
        @DefaultValue("false") boolean internalNetwork,
        String frameOrigin,
        @Nullable CdsClientSettings cdsClient) {
    public IssuerSettings {
        scopes = List.copyOf(scopes);
    }

    /** How this app proves who it is at the token endpoint. */
    public enum Authentication {
        PRIVATE_KEY_JWT,
        PUBLIC
    }

    /** Whether a FHIR server named by a CDS client is this issuer. */
    public boolean isAt(String fhirServer) {
        return withoutSlash(fhirServer).equals(withoutSlash(issuer.toString()));
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}

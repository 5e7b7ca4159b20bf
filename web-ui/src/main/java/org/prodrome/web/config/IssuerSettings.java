package org.prodrome.web.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
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
 * @param trustedHosts {@code host} or {@code host:port} of its endpoints that are on another host than the issuer
 * @param draftIntent FHIR request intent it takes drafts with: {@code proposal}, {@code plan} or {@code order}
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
        @DefaultValue List<String> trustedHosts,
        @DefaultValue("proposal") String draftIntent,
        @Nullable CdsClientSettings cdsClient) {
    public IssuerSettings {
        scopes = List.copyOf(scopes);
        trustedHosts = List.copyOf(trustedHosts);
        issuer = normal(issuer);
    }

    /** One form with and without a slash at the end and for a host in any case: pseudonyms and matters hang on it. */
    private static URI normal(URI issuer) {
        String start = (issuer.getScheme() + "://" + issuer.getRawAuthority()).toLowerCase(Locale.ROOT);
        return URI.create(start + issuer.getRawPath().replaceFirst("/+$", ""));
    }

    /** How this app proves who it is at the token endpoint. */
    public enum Authentication {
        PRIVATE_KEY_JWT,
        PUBLIC
    }

    /** Whether a FHIR server named by a CDS client is this issuer. */
    public boolean isAt(String fhirServer) {
        try {
            URI named = URI.create(fhirServer);
            return named.getHost() != null && normal(named).equals(issuer);
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}

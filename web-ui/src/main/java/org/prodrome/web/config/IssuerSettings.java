package org.prodrome.web.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.writeback.WriteProfile;
import org.prodrome.launcher.IssuerRegistration;
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
 * @param clientSecretFile holds the secret of {@code CLIENT_SECRET}, readable by its owner only
 * @param sendKeySetUrl the key set's URL goes along in each client JWT ({@code jku})
 * @param leniencies departures from SMART App Launch that are tolerated in it
 * @param standalone whether and how this app may be opened outside of it
 * @param authorizeBy how the browser carries the authorization request
 * @param draftIntent FHIR request intent it takes drafts with, instead of its profile's: {@code proposal}, {@code plan} or
 *     {@code order}; null for the profile's
 * @param write how drafts are written
 * @param shown which labelled resources its users are shown
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
        @Nullable Path clientSecretFile,
        @DefaultValue("false") boolean sendKeySetUrl,
        @DefaultValue List<IssuerRegistration.Leniency> leniencies,
        @DefaultValue("OFF") Standalone standalone,
        @DefaultValue("AUTO") AuthorizeBy authorizeBy,
        @Nullable String draftIntent,
        @DefaultValue WriteSettings write,
        @DefaultValue ShownSettings shown,
        @Nullable CdsClientSettings cdsClient) {
    public IssuerSettings {
        scopes = List.copyOf(scopes);
        trustedHosts = List.copyOf(trustedHosts);
        leniencies = List.copyOf(leniencies);
        if ((authentication == Authentication.CLIENT_SECRET) != (clientSecretFile != null)) {
            throw new IllegalArgumentException("client-secret-file of issuer " + issuer
                    + ": expected exactly where authentication is CLIENT_SECRET");
        }
        if (cdsClient != null && !Addresses.isSafe(cdsClient.jwks(), loopbackHttp)) {
            throw new IllegalArgumentException("cds-client.jwks of issuer " + issuer
                    + ": expected an https address, or http on loopback with loopback-http, got " + cdsClient.jwks());
        }
        issuer = normal(issuer);
        checked(issuer, write, draftIntent);
    }

    /** At the start rather than at the first draft. */
    private static void checked(URI issuer, WriteSettings write, @Nullable String draftIntent) {
        try {
            WriteProfile profile = WriteProfile.named(write.profile());
            if (draftIntent != null) {
                profile.withIntent(draftIntent);
            }
        } catch (FhirAdapterException.DataFileUnusable | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "write.profile or draft-intent of issuer " + issuer + ": " + e.getMessage(), e);
        }
    }

    /** What its EHR takes of drafts. */
    public WriteProfile writeProfile() {
        WriteProfile profile = WriteProfile.named(write.profile());
        return draftIntent == null ? profile : profile.withIntent(draftIntent);
    }

    /** One form with and without a slash at the end and for a host in any case: pseudonyms and matters hang on it. */
    private static URI normal(URI issuer) {
        String start = (issuer.getScheme() + "://" + issuer.getRawAuthority()).toLowerCase(Locale.ROOT);
        return URI.create(start + issuer.getRawPath().replaceFirst("/+$", ""));
    }

    /** How this app proves who it is at the token endpoint. */
    public enum Authentication {
        PRIVATE_KEY_JWT,
        CLIENT_SECRET,
        PUBLIC
    }

    /** Whether this app may be opened outside the EHR, and who lets the user choose the patient. */
    public enum Standalone {
        OFF,
        EHR_CHOOSES_PATIENT,
        APP_CHOOSES_PATIENT
    }

    /**
     * How the browser carries the authorization request. AUTO posts only what is too long for a URL: a browser brings an EHR's
     * session cookie along with a redirect more often than with a form from another site.
     */
    public enum AuthorizeBy {
        AUTO,
        GET,
        POST
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

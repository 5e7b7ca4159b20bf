package org.prodrome.web.workbench;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.config.Addresses;
import org.prodrome.web.config.IssuerSettings.Authentication;
import org.prodrome.web.config.WorkbenchSettings;
import org.prodrome.web.launch.ClientSecretFile;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.RestClientException;

/**
 * The provider as it describes itself (OpenID Connect Discovery 1.0). It is asked at the first sign-in rather than at the start: the
 * rules page may be unreachable, advice may not. Thread-safe.
 */
final class Provider implements ClientRegistrationRepository {
    static final String ID = "workforce";
    private static final String CONFIGURATION = "/.well-known/openid-configuration";
    private static final List<String> ENDPOINTS = List.of("authorization_endpoint", "token_endpoint", "jwks_uri");

    private final WorkbenchSettings settings;
    private final URI baseUrl;
    private final @Nullable String secret;
    private volatile @Nullable ClientRegistration known;

    /** @param baseUrl where browsers reach this app */
    Provider(WorkbenchSettings settings, URI baseUrl) {
        this.settings = settings;
        this.baseUrl = baseUrl;
        this.secret = settings.authentication() == Authentication.CLIENT_SECRET
                ? ClientSecretFile.text(Objects.requireNonNull(settings.clientSecretFile()))
                : null;
        requireSafe("prodrome.workbench.issuer", settings.issuer().toString());
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        return registrationId.equals(ID) ? registration() : null;
    }

    /** @throws ProviderUnavailable when it does not answer, or not as it should */
    ClientRegistration registration() {
        ClientRegistration found = known;
        if (found == null) {
            found = discover();
            known = found;
        }
        return found;
    }

    /** Where a person signs out at the provider too, with the way back; empty where it has no such place, or does not answer. */
    Optional<String> signOut() {
        ClientRegistration found = known;
        Object place = found == null
                ? null
                : found.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
        return place == null ? Optional.empty() : Optional.of(SignOutAddress.of(place.toString(), settings, baseUrl));
    }

    private ClientRegistration discover() {
        Map<String, Object> document = fetch();
        String issuer = settings.issuer().toString();
        if (!issuer.equals(document.get("issuer"))) {
            throw new ProviderUnavailable("issuer: expected " + issuer + " as configured, the provider names another");
        }
        ENDPOINTS.forEach(name -> requireSafe(name, String.valueOf(document.get(name))));
        ClientRegistration.Builder builder = ClientRegistrations.fromOidcConfiguration(document)
                .registrationId(ID)
                .clientId(settings.clientId())
                .clientName("Prodrome rules")
                .scope(settings.scopes())
                .redirectUri(baseUrl + WorkbenchSignIn.CALLBACK + ID)
                .userNameAttributeName("sub")
                .userInfoUri(null)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .clientAuthenticationMethod(
                        secret == null
                                ? ClientAuthenticationMethod.PRIVATE_KEY_JWT
                                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return secret == null ? builder.build() : builder.clientSecret(secret).build();
    }

    private Map<String, Object> fetch() {
        try {
            return Objects.requireNonNull(ProviderHttp.documents()
                    .get()
                    .uri(settings.issuer() + CONFIGURATION)
                    .retrieve()
                    .body(new ParameterizedTypeReference<Map<String, Object>>() {}));
        } catch (RestClientException | NullPointerException e) {
            throw new ProviderUnavailable("the provider's configuration could not be read", e);
        }
    }

    /** https, or http on this machine where the settings allow it. */
    private void requireSafe(String name, String address) {
        URI uri = URI.create(address);
        if (!Addresses.isSafe(uri, settings.loopbackHttp())) {
            throw new ProviderUnavailable(name + ": expected an https address, got another");
        }
    }
}

package org.prodrome.web.workbench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.prodrome.web.config.WorkbenchSettings;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks id_tokens (OpenID Connect Core section 3.1.3.7): the one configured algorithm, a key the provider publishes, issuer,
 * audience, authorized party and times; the nonce is checked by the sign-in itself.
 */
final class IdTokenDecoders implements JwtDecoderFactory<ClientRegistration> {
    private final SignatureAlgorithm algorithm;
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

    IdTokenDecoders(WorkbenchSettings settings) {
        SignatureAlgorithm named = SignatureAlgorithm.from(settings.idTokenAlgorithm());
        if (named == null) {
            throw new IllegalArgumentException("prodrome.workbench.id-token-algorithm: expected a signature by a key"
                    + " pair such as RS256 or ES256, got " + settings.idTokenAlgorithm());
        }
        this.algorithm = named;
    }

    @Override
    public JwtDecoder createDecoder(ClientRegistration client) {
        return decoders.computeIfAbsent(client.getProviderDetails().getJwkSetUri(), keys -> decoder(client, keys));
    }

    private JwtDecoder decoder(ClientRegistration client, String keys) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithm(algorithm)
                .restOperations(ProviderHttp.keys())
                .build();
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), new OidcIdTokenValidator(client)));
        return decoder;
    }
}

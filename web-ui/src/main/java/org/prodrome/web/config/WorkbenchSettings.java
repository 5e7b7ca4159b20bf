package org.prodrome.web.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sign-in of those who answer for the rules, under {@code prodrome.workbench}: OpenID Connect at the hospital's own provider.
 * Without it there is no rules page.
 *
 * @param issuer the provider; its configuration is read from {@code /.well-known/openid-configuration} under it
 * @param clientId what this app is registered as; the redirect URI is {@code /workbench/callback/workforce}
 * @param authentication how this app proves who it is: {@code PRIVATE_KEY_JWT} by the keys it publishes, or {@code CLIENT_SECRET}
 * @param clientSecretFile holds the secret of {@code CLIENT_SECRET}, readable by its owner only
 * @param loopbackHttp plain http is allowed for it, on loopback only (development)
 * @param scopes asked for; {@code openid} among them
 * @param idTokenAlgorithm by which it signs id_tokens; no other is taken
 * @param claim of the id_token that says what somebody may do: a text or a list of texts
 * @param informaticists values of the claim that let people propose changes
 * @param approvers values of the claim that let people release what another proposed
 * @param viewers values of the claim that let people read
 * @param idle without a request for so long, a sign-in ends
 * @param longest a sign-in ends in any case after this
 * @param fresh so long after somebody proved at the provider who they are, they may decide on what another proposed
 */
@ConfigurationProperties("prodrome.workbench")
public record WorkbenchSettings(
        URI issuer,
        String clientId,
        @DefaultValue("PRIVATE_KEY_JWT") IssuerSettings.Authentication authentication,
        @Nullable Path clientSecretFile,
        @DefaultValue("false") boolean loopbackHttp,
        @DefaultValue({"openid", "profile"}) List<String> scopes,
        @DefaultValue("RS256") String idTokenAlgorithm,
        @DefaultValue("groups") String claim,
        @DefaultValue List<String> informaticists,
        @DefaultValue List<String> approvers,
        @DefaultValue List<String> viewers,
        @DefaultValue("15m") Duration idle,
        @DefaultValue("10h") Duration longest,
        @DefaultValue("15m") Duration fresh) {
    public WorkbenchSettings {
        scopes = List.copyOf(scopes);
        informaticists = List.copyOf(informaticists);
        approvers = List.copyOf(approvers);
        viewers = List.copyOf(viewers);
        if (!scopes.contains("openid")) {
            throw new IllegalArgumentException("prodrome.workbench.scopes: expected openid among them, got " + scopes);
        }
        boolean secret = authentication == IssuerSettings.Authentication.CLIENT_SECRET;
        if (authentication == IssuerSettings.Authentication.PUBLIC || secret != (clientSecretFile != null)) {
            throw new IllegalArgumentException("prodrome.workbench.authentication: expected PRIVATE_KEY_JWT, or"
                    + " CLIENT_SECRET with client-secret-file, got " + authentication);
        }
        if (fresh.isNegative() || fresh.isZero()) {
            throw new IllegalArgumentException("prodrome.workbench.fresh: expected some time, got " + fresh);
        }
        if (informaticists.isEmpty() || approvers.isEmpty()) {
            throw new IllegalArgumentException(
                    "prodrome.workbench: expected values for informaticists and for approvers, as changes take both");
        }
    }
}

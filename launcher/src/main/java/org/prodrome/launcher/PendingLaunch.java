package org.prodrome.launcher;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must be known again when the browser returns.
 *
 * @param bindingDigest the browser binding is compared with its digest, so that the store can't stand in for the browser
 * @param requested the scopes that were asked for
 * @param nonce null where no id_token was asked for
 */
record PendingLaunch(
        URI issuer,
        String bindingDigest,
        String codeVerifier,
        Scopes requested,
        @Nullable String nonce,
        URI redirectUri) {

    PendingLaunches.Entry toEntry(String state, Instant expiresAt) {
        var content = new LinkedHashMap<String, Object>();
        content.put("issuer", issuer.toString());
        content.put("binding", bindingDigest);
        content.put("verifier", codeVerifier);
        content.put("scope", requested.toString());
        content.put("redirect", redirectUri.toString());
        if (nonce != null) {
            content.put("nonce", nonce);
        }
        return new PendingLaunches.Entry(Secrets.digest(state), JSONObjectUtils.toJSONString(content), expiresAt);
    }

    static PendingLaunch of(PendingLaunches.Entry entry) {
        var json = JsonDocument.parse(
                entry.content(), "the stored launch", Clause.AUTHORIZATION_RESPONSE, LaunchException.Redirect::new);
        return new PendingLaunch(
                url(json, "issuer"),
                json.requiredText("binding"),
                json.requiredText("verifier"),
                Objects.requireNonNullElse(json.scopes("scope"), new Scopes(List.of())),
                json.text("nonce"),
                url(json, "redirect"));
    }

    private static URI url(JsonDocument json, String field) {
        try {
            return URI.create(json.requiredText(field));
        } catch (IllegalArgumentException e) {
            throw json.refused(field, "a URL", "text that is none");
        }
    }

    @Override
    public String toString() {
        return "PendingLaunch[issuer=" + issuer + "]";
    }
}

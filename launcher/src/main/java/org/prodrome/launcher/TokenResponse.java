package org.prodrome.launcher;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A token endpoint's answer, checked (app-launch#response-5, RFC 6749 5.1). */
record TokenResponse(Grant grant, @Nullable String idToken, JsonDocument context) {

    /**
     * Reads a successful answer.
     *
     * @param held what this answer renews, for the fields it may leave out; null for the first
     */
    static TokenResponse parse(
            String body, IssuerRegistration registration, Instant now, Scopes requested, @Nullable Grant held) {
        var json =
                JsonDocument.parse(body, "the token response", Clause.TOKEN_RESPONSE, LaunchException.TokenAnswer::new);
        requireBearer(json, registration);
        var refreshed = json.text("refresh_token");
        var grant = Grant.lasting(
                accessToken(json),
                refreshed != null || held == null ? refreshed : held.refreshToken(),
                now,
                json.number("expires_in").orElse(null),
                scopes(json, registration, requested, held));
        return new TokenResponse(grant, json.text("id_token"), json);
    }

    /** The token to give back of an answer that can't be used; null where none can be made out. */
    static @Nullable String revocable(String body) {
        try {
            var json = JsonDocument.parse(
                    body, "the token response", Clause.TOKEN_RESPONSE, LaunchException.TokenAnswer::new);
            var refresh = json.text("refresh_token");
            return refresh != null ? refresh : json.text("access_token");
        } catch (LaunchException unreadable) {
            return null;
        }
    }

    /** A backend service asks anew instead of keeping a refresh token. */
    TokenResponse withoutRefreshToken() {
        var bare = new Grant(grant.accessToken(), null, grant.expiresAt(), grant.renewAt(), grant.scopes());
        return new TokenResponse(bare, idToken, context);
    }

    /** Only what RFC 6750 2.1 allows in a header: an odd token could end the header and begin another. */
    private static String accessToken(JsonDocument json) {
        var token = json.requiredText("access_token");
        if (!token.matches("[\\x21-\\x7E]+")) {
            throw json.refused("access_token", "visible characters only", "others");
        }
        return token;
    }

    private static void requireBearer(JsonDocument json, IssuerRegistration registration) {
        var type = json.text("token_type");
        boolean mayLack = registration.tolerates(IssuerRegistration.Leniency.TOKEN_TYPE_MISSING);
        if (type == null ? !mayLack : !type.toLowerCase(Locale.ROOT).equals("bearer")) {
            throw json.refused("token_type", "Bearer, in any case", type == null ? "none" : "another");
        }
    }

    private static Scopes scopes(
            JsonDocument json, IssuerRegistration registration, Scopes requested, @Nullable Grant held) {
        var granted = json.scopes("scope");
        if (granted != null) {
            return granted;
        }
        if (held != null) {
            return held.scopes(); // RFC 6749 6: the same scopes unless the answer says otherwise
        }
        if (!registration.tolerates(IssuerRegistration.Leniency.SCOPE_MISSING)) {
            throw json.refused("scope", "what was granted", "none");
        }
        return requested;
    }

    @Override
    public String toString() {
        return "TokenResponse[" + grant + "]";
    }
}

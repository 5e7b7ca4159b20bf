package org.prodrome.launcher;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the browser brings back to the redirect URI (app-launch#response-4, RFC 6749 4.1.2, RFC 9207).
 *
 * @param iss the authorization server's own identifier, where it sends one
 */
public record RedirectParameters(
        @Nullable String state,
        @Nullable String code,
        @Nullable String error,
        @Nullable String errorDescription,
        @Nullable String iss) {

    /** Reads the redirect's parameters, as a servlet's {@code getParameterMap} gives them; refuses a repeated one. */
    public static RedirectParameters of(Map<String, String[]> parameters) {
        var query = QueryParameters.of(parameters, Clause.AUTHORIZATION_RESPONSE);
        return new RedirectParameters(
                query.optional("state"),
                query.optional("code"),
                query.optional("error"),
                query.optional("error_description"),
                query.optional("iss"));
    }

    /** The name of the cookie that holds this launch's browser binding; one per launch, so that several may be open at once. */
    public String bindingName() {
        return Secrets.bindingName(state == null ? "" : state);
    }

    @Override
    public String toString() {
        return "RedirectParameters[error=" + (error == null ? "none" : OAuthText.clean(error)) + "]";
    }
}

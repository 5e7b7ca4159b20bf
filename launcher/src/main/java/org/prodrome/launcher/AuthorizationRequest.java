package org.prodrome.launcher;

import java.net.URI;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Where the browser goes next, and what it must remember (app-launch#request-4).
 *
 * <p>Either redirect the browser to {@link #uri()} or, for long scopes, let it post {@link #parameters()} to
 * {@link #endpoint()}. Before that, set a cookie named {@link #bindingName()} with {@link #browserBinding()}: the redirect is
 * accepted only from the browser that holds it.
 *
 * @param endpoint the authorization endpoint, with any query of its own kept
 * @param parameters the form of the request, in order
 * @param browserBinding 256 random bits in base64url; secret between this app and this browser
 * @param byPost whether the server takes the request by POST too ({@code authorize-post}), which no length limit cuts off
 */
public record AuthorizationRequest(
        URI endpoint, SequencedMap<String, String> parameters, String state, String browserBinding, boolean byPost) {

    /** The request as one URL, for a browser redirect. */
    public URI uri() {
        var separator = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + separator + Form.encode(parameters));
    }

    /** The name of the cookie to set; {@link RedirectParameters#bindingName()} gives it again. */
    public String bindingName() {
        return Secrets.bindingName(state);
    }

    @Override
    public String toString() {
        return "AuthorizationRequest[endpoint=" + endpoint + ", parameters="
                + Map.copyOf(parameters).keySet() + "]";
    }
}

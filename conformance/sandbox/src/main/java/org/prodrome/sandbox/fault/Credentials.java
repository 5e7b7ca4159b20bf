package org.prodrome.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/**
 * An Authorization header taken apart.
 *
 * @param user the name in Basic credentials; empty with any other scheme
 * @param secret the password or the token
 */
record Credentials(String scheme, String user, String secret) {

    static Optional<Credentials> of(ClientRequest request) {
        return request.header("authorization").map(Credentials::parse);
    }

    private static Credentials parse(String header) {
        String[] parts = header.split(" ", 2);
        String credentials = parts.length == 1 ? "" : parts[1];
        if (!parts[0].toLowerCase(Locale.ROOT).equals("basic")) {
            return new Credentials(parts[0], "", credentials);
        }
        String[] pair = decoded(credentials).split(":", 2);
        return new Credentials(parts[0], pair[0], pair.length == 1 ? "" : pair[1]);
    }

    private static String decoded(String credentials) {
        try {
            return new String(Base64.getDecoder().decode(credentials), UTF_8);
        } catch (IllegalArgumentException _) {
            return ""; // no base64: whoever checks the header refuses it
        }
    }

    static ClientRequest movedToForm(ClientRequest request) {
        return of(request)
                .filter(header -> !header.user().isEmpty())
                .map(header -> request.withoutHeader("authorization")
                        .with("client_id", header.user())
                        .with("client_secret", header.secret()))
                .orElse(request);
    }

    static ClientRequest tokenInUrl(ClientRequest request) {
        return of(request)
                .map(header -> {
                    var query = new LinkedHashMap<>(request.query());
                    query.put("access_token", header.secret());
                    return request.withoutHeader("authorization").withQuery(query);
                })
                .orElse(request);
    }

    @Override
    public String toString() {
        return "Credentials[" + scheme + "]";
    }
}

package org.prodrome.suite.spec.cdshooks;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as the CDS client sent it.
 *
 * @param body empty for a GET
 * @param origin of the page whose script sends it, or null
 */
record Asked(
        String method,
        String path,
        @Nullable String authorization,
        String body,
        @Nullable String origin) {

    static final String DISCOVERY = "/cds-services";

    /** What a page asks a browser to be allowed. */
    static final String WANTED_HEADERS = "authorization,content-type";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    Asked(String method, String path, @Nullable String authorization, String body) {
        this(method, path, authorization, body, null);
    }

    boolean isDiscovery() {
        return path.equals(DISCOVERY);
    }

    boolean isFeedback() {
        return path.endsWith("/feedback");
    }

    boolean isHookCall() {
        return path.startsWith(DISCOVERY + "/") && !isFeedback();
    }

    /** The JWT it carries, signed or not; nothing where it carries none. */
    Optional<JWT> token() {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JWTParser.parse(authorization.substring("Bearer ".length())));
        } catch (ParseException notAJwt) {
            return Optional.empty();
        }
    }

    Asked withToken(String token) {
        return new Asked(method, path, "Bearer " + token, body, origin);
    }

    Asked withoutToken() {
        return new Asked(method, path, null, body, origin);
    }

    Asked fromPage(String page) {
        return new Asked(method, path, authorization, body, page);
    }

    /** The same as a request to the server there. */
    HttpRequest to(URI server) {
        var publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, publisher)
                .timeout(PATIENCE);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (method.equals("OPTIONS")) {
            request.header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", WANTED_HEADERS);
        }
        return request.build();
    }
}

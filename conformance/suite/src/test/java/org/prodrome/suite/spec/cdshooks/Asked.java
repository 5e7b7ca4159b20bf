package org.prodrome.suite.spec.cdshooks;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as the CDS client sent it; {@code body} is empty for a GET. */
record Asked(String method, String path, @Nullable String authorization, String body) {

    static final String DISCOVERY = "/cds-services";

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
        return new Asked(method, path, "Bearer " + token, body);
    }
}

package org.prodrome.peer;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets a client assertion come without {@code client_id}, as SMART's confidential clients send it (app-launch#request-5) and RFC
 * 7521 4.2 allows. Spring Authorization Server insists on the parameter; here the assertion's own subject stands in for it. The
 * assertion is verified afterwards, for that client, as always.
 */
final class AssertionWithoutClientId implements AuthenticationConverter {
    private final JwtClientAssertionAuthenticationConverter spring = new JwtClientAssertionAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var assertion = request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION);
        boolean complete = request.getParameter(OAuth2ParameterNames.CLIENT_ID) != null;
        return assertion == null || complete ? null : spring.convert(new Named(request, subject(assertion)));
    }

    private static String subject(String assertion) {
        try {
            var subject = SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
            if (subject != null) {
                return subject;
            }
        } catch (ParseException ignored) {
            // its message may quote the assertion
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }

    /** The request as if it carried the client id. */
    private static final class Named extends HttpServletRequestWrapper {
        private final Map<String, String[]> parameters;

        Named(HttpServletRequest request, String clientId) {
            super(request);
            parameters = new HashMap<>(request.getParameterMap());
            parameters.put(OAuth2ParameterNames.CLIENT_ID, new String[] {clientId});
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return parameters;
        }

        @Override
        public @Nullable String getParameter(String name) {
            var values = parameters.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return parameters.get(name);
        }
    }
}

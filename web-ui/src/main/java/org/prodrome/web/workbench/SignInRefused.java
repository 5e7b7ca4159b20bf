package org.prodrome.web.workbench;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.RefusalTally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** A sign-in that came to nothing: a page in words of our own, with nothing on it that came from outside. */
final class SignInRefused implements AuthenticationFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SignInRefused.class);
    private static final String PAGE = page();

    private final RefusalTally tally;

    /** @param tally nobody who is not let in may fill the audit log */
    SignInRefused(RefusalTally tally) {
        this.tally = tally;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        Why why = Why.of(failure);
        LOG.warn("A sign-in to the rules page was refused: {}", why);
        tally.count(AuditKind.STAFF_REFUSED, why.name());
        response.setStatus(why.status);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(PAGE.replace("{{why}}", why.sentence).replace("{{code}}", why.name()));
    }

    /** Why, by what the framework's error codes say. */
    private enum Why {
        NO_ROLE(
                403,
                "You are known, but you have no part in the rules. Your provider's administrator can change that."),
        DECLINED(403, "The sign-in was cancelled or declined at the provider."),
        NOT_ASKED(403, "This answer belongs to no sign-in that was begun in this browser, or it came too late."),
        WRONG_TOKEN(403, "The provider's word on who you are could not be trusted."),
        PROVIDER(502, "The provider of the sign-in gave no usable answer. Please try again later.");

        private final int status;
        private final String sentence;

        Why(int status, String sentence) {
            this.status = status;
            this.sentence = sentence;
        }

        static Why of(AuthenticationException failure) {
            return failure instanceof OAuth2AuthenticationException known
                    ? switch (known.getError().getErrorCode()) {
                        case WorkforceUsers.NO_ROLE -> NO_ROLE;
                        case "access_denied" -> DECLINED;
                        case "authorization_request_not_found", "invalid_state_parameter" -> NOT_ASKED;
                        case "invalid_id_token", "invalid_nonce", "missing_signature_verifier" -> WRONG_TOKEN;
                        default -> PROVIDER;
                    }
                    : PROVIDER;
        }
    }

    private static String page() {
        try (InputStream in = SignInRefused.class.getResourceAsStream("sign-in-refused.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("sign-in-refused.html is not readable", e);
        }
    }
}

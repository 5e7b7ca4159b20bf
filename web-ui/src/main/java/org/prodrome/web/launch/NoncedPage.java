package org.prodrome.web.launch;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpHeaders;

/** A page that runs its one script and nothing else. */
final class NoncedPage {
    private static final String POLICY = "Content-Security-Policy";

    private NoncedPage() {}

    /** No form-action in the policy: browsers would hold the EHR's own redirects to its sign-in against it. */
    static void write(HttpServletResponse response, UnaryOperator<String> page) throws IOException {
        String nonce = UUID.randomUUID().toString();
        response.setHeader(
                POLICY,
                frames(response) + "default-src 'none'; connect-src 'self'; base-uri 'none'; style-src 'nonce-" + nonce
                        + "'; script-src 'nonce-" + nonce + "'");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(page.apply(nonce));
    }

    /** Who may frame this app stays as it is on every page. */
    private static String frames(HttpServletResponse response) {
        String policy = Optional.ofNullable(response.getHeader(POLICY)).orElse("");
        int start = policy.indexOf("frame-ancestors");
        return start < 0 ? "" : policy.substring(start) + "; ";
    }
}

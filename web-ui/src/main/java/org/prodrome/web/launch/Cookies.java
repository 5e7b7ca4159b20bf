package org.prodrome.web.launch;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The launch's own cookies: of this host alone, which no other can plant ({@code __Host-}, RFC 6265bis 4.1.3.2), out of scripts'
 * reach, and partitioned (CHIPS), so that a frame in an EHR's page keeps them where third-party cookies are blocked.
 */
final class Cookies {
    private static final String PREFIX = "__Host-";

    private Cookies() {}

    static @Nullable String read(HttpServletRequest request, String name) {
        Cookie @Nullable [] cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(PREFIX + name))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /** Adds to the response as it is: a ResponseEntity's header would take the place of the session's own cookie. */
    static void add(HttpServletResponse response, String name, String value, Duration life) {
        ResponseCookie cookie = ResponseCookie.from(PREFIX + name, value)
                .httpOnly(true)
                .secure(true)
                .partitioned(true)
                .sameSite("None")
                .path("/")
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    static void drop(HttpServletResponse response, String name) {
        add(response, name, "", Duration.ZERO);
    }
}

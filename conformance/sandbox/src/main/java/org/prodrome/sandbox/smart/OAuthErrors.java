package org.prodrome.sandbox.smart;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals as JSON (RFC 6749 section 5.2). */
@RestControllerAdvice
class OAuthErrors {

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refuse(OAuthError error, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(error.status())
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache");
        if (error.status() == 401) {
            answer.header("WWW-Authenticate", challenge(error, request));
        }
        return answer.body(Map.of("error", error.code(), "error_description", error.reason()));
    }

    /** By the scheme that the client tried (RFC 6749 section 5.2). */
    private static String challenge(OAuthError error, HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        boolean basic = authorization != null && authorization.regionMatches(true, 0, "Basic", 0, 5);
        return basic ? "Basic realm=\"sandbox\"" : "Bearer error=\"" + error.code() + "\"";
    }
}

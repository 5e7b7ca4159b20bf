package org.prodrome.sandbox.smart;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals as JSON (RFC 6749 section 5.2). */
@RestControllerAdvice
class OAuthErrors {

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refuse(OAuthError error) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(error.status())
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache");
        if (error.status() == 401) {
            answer.header("WWW-Authenticate", "Bearer error=\"" + error.code() + "\"");
        }
        return answer.body(Map.of("error", error.code(), "error_description", error.reason()));
    }
}

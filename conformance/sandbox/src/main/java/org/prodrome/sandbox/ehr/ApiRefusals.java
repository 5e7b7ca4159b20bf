package org.prodrome.sandbox.ehr;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns refusals of the pages' API into {@code {"words": ...}}. */
@RestControllerAdvice(basePackageClasses = ApiRefusals.class)
class ApiRefusals {

    record Answer(String words) {}

    @ExceptionHandler
    ResponseEntity<Answer> refused(Refusal refusal) {
        return ResponseEntity.status(refusal.status()).body(new Answer(String.valueOf(refusal.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<Answer> unreadable(HttpMessageNotReadableException malformed) {
        return ResponseEntity.status(HttpStatus.BAD_REQUEST)
                .body(new Answer("The request's body can't be read as JSON."));
    }
}

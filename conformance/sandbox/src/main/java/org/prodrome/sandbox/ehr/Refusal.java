package org.prodrome.sandbox.ehr;

import org.springframework.http.HttpStatus;

/** Something a user asked for that can't be done; the message is shown to them as it is. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    private Refusal(HttpStatus status, String words) {
        super(words);
        this.status = status;
    }

    /** What was named isn't there. */
    static Refusal notFound(String words) {
        return new Refusal(HttpStatus.NOT_FOUND, words);
    }

    /** The request makes no sense. */
    static Refusal invalid(String words) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, words);
    }

    /** The state of things doesn't allow it. */
    static Refusal conflict(String words) {
        return new Refusal(HttpStatus.CONFLICT, words);
    }

    HttpStatus status() {
        return status;
    }
}

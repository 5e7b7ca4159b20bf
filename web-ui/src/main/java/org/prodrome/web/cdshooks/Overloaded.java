package org.prodrome.web.cdshooks;

/** A call that is not answered since too much is going on: told at once, so that the client does not wait for nothing. */
final class Overloaded extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** After so many seconds a client may try again (RFC 9110, 10.2.3). */
    static final int RETRY_AFTER_SECONDS = 1;

    Overloaded(String what) {
        super(what);
    }
}

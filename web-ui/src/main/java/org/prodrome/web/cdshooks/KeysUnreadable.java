package org.prodrome.web.cdshooks;

/** Who calls cannot be told, since their keys could not be read at their address: no fault of the token. */
final class KeysUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** After so many seconds a client may try again (RFC 9110, 10.2.3): keys are looked for twice in half a minute at most. */
    static final int RETRY_AFTER_SECONDS = 15;

    KeysUnreadable() {
        super("jwks: expected the registered keys, got none from their address");
    }
}

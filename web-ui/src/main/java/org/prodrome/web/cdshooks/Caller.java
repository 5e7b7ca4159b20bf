package org.prodrome.web.cdshooks;

import java.time.Instant;
import org.prodrome.web.config.IssuerSettings;

/**
 * Who calls, by a token that is as it must be; whether it was used before is another question.
 *
 * @param issuer whose CDS client it is
 * @param iss the client's name
 * @param jti the token's
 * @param expiry until when the token's use must be remembered
 */
record Caller(IssuerSettings issuer, String iss, String jti, Instant expiry) {
    /** Never the token's id. */
    @Override
    public String toString() {
        return "Caller[" + iss + "]";
    }
}

package org.prodrome.web.cdshooks;

import com.nimbusds.jwt.SignedJWT;
import org.prodrome.web.config.CdsClientSettings;
import org.prodrome.web.config.IssuerSettings;

/**
 * A token that claims to be of a configured client; whether it is one is another question.
 *
 * @param token as it came
 * @param issuer whose client it claims to be of
 * @param client as configured
 */
record PresentedToken(SignedJWT token, IssuerSettings issuer, CdsClientSettings client) {
    /** Never the token. */
    @Override
    public String toString() {
        return "PresentedToken[" + client.iss() + "]";
    }
}

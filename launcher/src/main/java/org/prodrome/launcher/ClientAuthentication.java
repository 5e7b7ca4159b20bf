package org.prodrome.launcher;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How this app proves to one issuer's token endpoint who it is (app-launch#request-5). */
public sealed interface ClientAuthentication {

    /** No proof: the client id is sent in the clear. For apps that can't keep a secret. */
    record PublicClient() implements ClientAuthentication {}

    /**
     * A shared secret, sent by HTTP Basic (client-confidential-symmetric#authentication-using-a-client_secret).
     *
     * <p>For issuers that take no key set; not for backend services.
     */
    record ClientSecret(String value) implements ClientAuthentication {
        public ClientSecret {
            if (value.isBlank()) {
                throw new IllegalArgumentException("client secret: expected a value, got a blank");
            }
        }

        @Override
        public String toString() {
            return "ClientSecret[withheld]";
        }
    }

    /**
     * A fresh signed JWT with each request (client-confidential-asymmetric#authenticating-to-the-token-endpoint).
     *
     * @param jwksUrl sent as {@code jku}; must then be the URL registered with the issuer. Null to send none.
     */
    record PrivateKeyJwt(SigningKeys keys, @Nullable URI jwksUrl) implements ClientAuthentication {
        public PrivateKeyJwt(SigningKeys keys) {
            this(keys, null);
        }
    }
}

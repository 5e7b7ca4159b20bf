package org.prodrome.sandbox.smart;

import java.net.URI;

/** How a registered client proves who it is at the token endpoint. */
public sealed interface ClientAuthentication {

    /** A public client: it names itself by {@code client_id} and proves nothing. */
    record None() implements ClientAuthentication {}

    /** {@code private_key_jwt} with the keys published at a URL. */
    record KeysAt(URI jwks) implements ClientAuthentication {}

    /** {@code private_key_jwt} with the keys (a JWK Set as JSON) handed in at registration. */
    record RegisteredKeys(String jwksJson) implements ClientAuthentication {}

    /** {@code client_secret_basic}: a shared secret in HTTP Basic (RFC 6749 section 2.3.1). */
    record Secret(String value) implements ClientAuthentication {

        @Override
        public String toString() {
            return "Secret[...]";
        }
    }
}

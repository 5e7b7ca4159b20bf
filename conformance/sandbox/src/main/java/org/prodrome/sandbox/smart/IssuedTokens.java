package org.prodrome.sandbox.smart;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Fresh tokens.
 *
 * @param refreshToken null when none was granted
 */
public record IssuedTokens(String accessToken, @Nullable String refreshToken, Duration lifetime, Grant grant) {

    @Override
    public String toString() {
        return "IssuedTokens[...]";
    }
}

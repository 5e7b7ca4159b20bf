package org.prodrome.web.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who opted out.
 *
 * @param optOutFile the list, read anew whenever it has changed; null where the site keeps none
 * @param optOutKeyFile hexadecimal key of the list's hashed entries; null where it has none
 */
public record ConsentSettings(
        @Nullable Path optOutFile, @Nullable Path optOutKeyFile) {
    public ConsentSettings {
        if (optOutFile == null && optOutKeyFile != null) {
            throw new IllegalArgumentException("prodrome.consent.opt-out-key-file: expected opt-out-file beside it");
        }
    }
}

package org.prodrome.web.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys by which this app proves who it is to EHRs.
 *
 * @param file where they are; several nodes share one. In the data directory where it is null
 * @param rotateEvery how old the newest pair may become
 * @param publishFirst how long a new pair is published before it signs; as long as EHRs may keep the key set
 */
public record ClientKeySettings(
        @Nullable Path file,
        @DefaultValue("90d") Duration rotateEvery,
        @DefaultValue("24h") Duration publishFirst) {
    public ClientKeySettings {
        if (rotateEvery.compareTo(publishFirst.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "prodrome.client-keys.rotate-every: expected at least twice publish-first, got " + rotateEvery);
        }
    }
}

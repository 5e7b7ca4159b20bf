package org.prodrome.sandbox.cds;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which CDS services this EHR has vetted, and how long it waits for them.
 *
 * @param services discovery addresses, each ending in {@code /cds-services}; the allow-list of section "Trusting CDS
 *     Services"
 * @param timeout how long one hook call may take before its answer is dropped
 * @param discoveryAge how long a discovery answer is used before it is asked for again
 * @param clientId the OAuth client id under which the CDS service is registered at this EHR's authorization server
 */
public record CdsClientSettings(List<URI> services, Duration timeout, Duration discoveryAge, String clientId) {

    /** Requires positive durations. */
    public CdsClientSettings {
        services = List.copyOf(services);
        if (!timeout.isPositive() || !discoveryAge.isPositive()) {
            throw new IllegalArgumentException(
                    "sandbox.cds: expected positive timeout-ms and discovery-ms, got %s and %s"
                            .formatted(timeout, discoveryAge));
        }
    }

    /**
     * Settings for one discovery address; {@code sandbox.cds.timeout-ms} (10 s), {@code sandbox.cds.discovery-ms} (60 s)
     * and {@code sandbox.cds.client-id} ({@code prodrome}) may be set as properties.
     */
    public static CdsClientSettings of(URI services, Properties properties) {
        return new CdsClientSettings(
                List.of(services),
                Duration.ofMillis(Long.parseLong(or(properties.get("sandbox.cds.timeout-ms"), "10000"))),
                Duration.ofMillis(Long.parseLong(or(properties.get("sandbox.cds.discovery-ms"), "60000"))),
                or(properties.get("sandbox.cds.client-id"), "prodrome"));
    }

    /** Where properties come from. */
    @FunctionalInterface
    public interface Properties {
        /** The property's value, or null when it isn't set. */
        @Nullable
        String get(String name);
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}

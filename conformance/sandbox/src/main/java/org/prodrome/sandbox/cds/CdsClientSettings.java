package org.prodrome.sandbox.cds;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which CDS services this EHR has vetted, and how long it waits for them.
 *
 * @param services discovery addresses, each ending in {@code /cds-services}; the allow-list of section "Trusting CDS
 *     Services"
 * @param timeout how long one hook call may take before its answer is dropped
 * @param discoveryAge how long a discovery answer is used before it is asked for again
 * @param clientId the OAuth client id under which the CDS service is registered at this EHR's authorization server
 */
@ConfigurationProperties("sandbox.cds")
public record CdsClientSettings(
        @DefaultValue("http://127.0.0.1:8080/cds-services") List<URI> services,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("60s") Duration discoveryAge,
        @DefaultValue("prodrome") String clientId) {

    /** Requires positive durations. */
    public CdsClientSettings {
        services = List.copyOf(services);
        if (!timeout.isPositive() || !discoveryAge.isPositive()) {
            throw new IllegalArgumentException(
                    "sandbox.cds: expected positive timeout and discovery-age, got %s and %s"
                            .formatted(timeout, discoveryAge));
        }
    }
}

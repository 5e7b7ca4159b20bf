package org.prodrome.web;

import org.prodrome.reasoning.model.RiskSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Which model is served and on what device; "unknown" when none is, while the rules go on. */
@Component("model")
class ModelHealth implements HealthIndicator {
    private final RiskSource source;
    private final ServedModel served;

    ModelHealth(RiskSource source, ServedModel served) {
        this.source = source;
        this.served = served;
    }

    @Override
    public Health health() {
        return source.version()
                .map(version -> Health.up()
                        .withDetail("name", version.name())
                        .withDetail("version", version.version())
                        .withDetail("hash", version.hash())
                        .withDetail("device", version.device())
                        .withDetail("synthetic", version.synthetic())
                        .build())
                .orElseGet(() -> Health.unknown()
                        .withDetail("reason", served.refusal())
                        .withDetail("detail", served.detail())
                        .build());
    }
}

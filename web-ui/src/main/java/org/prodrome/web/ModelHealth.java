package org.prodrome.web;

import java.util.Optional;
import org.prodrome.reasoning.model.ModelVersion;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Which model is served and on what device; "unknown" when none is, while the rules go on. A package that was refused since is
 * named beside it.
 */
@Component("model")
class ModelHealth implements HealthIndicator {
    private final ServedModel served;

    ModelHealth(ServedModel served) {
        this.served = served;
    }

    @Override
    public Health health() {
        Optional<ModelVersion> version = served.version();
        Health.Builder health = version.map(ModelHealth::up).orElseGet(Health::unknown);
        String told = version.isPresent() ? "refused" : "reason";
        served.refused().ifPresent(no -> health.withDetail(told, no.words()).withDetail("detail", no.detail()));
        return health.build();
    }

    private static Health.Builder up(ModelVersion version) {
        return Health.up()
                .withDetail("name", version.name())
                .withDetail("version", version.version())
                .withDetail("hash", version.hash())
                .withDetail("device", version.device())
                .withDetail("synthetic", version.synthetic());
    }
}

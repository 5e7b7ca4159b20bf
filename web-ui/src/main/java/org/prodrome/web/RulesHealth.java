package org.prodrome.web;

import java.util.Map;
import java.util.stream.Collectors;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.rule.SetAside;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Which rules are at work, and which of the site's were set aside, with file and place. */
@Component("rules")
class RulesHealth implements HealthIndicator {
    private final RulePack pack;

    RulesHealth(RulePack pack) {
        this.pack = pack;
    }

    @Override
    public Health health() {
        Map<String, String> aside = pack.setAside().stream()
                .collect(Collectors.toMap(SetAside::rule, SetAside::problem, (one, other) -> one));
        Health.Builder health = Health.up()
                .withDetail("name", pack.name())
                .withDetail("version", pack.version())
                .withDetail("hash", pack.hash())
                .withDetail("rules", pack.versions().size());
        return aside.isEmpty()
                ? health.build()
                : health.withDetail("setAside", aside).build();
    }
}

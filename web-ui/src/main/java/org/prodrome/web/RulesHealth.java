package org.prodrome.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.rule.SetAside;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.RuleStopDesk;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Which rules are at work, and which of the site's were set aside, with file and place. */
@Component("rules")
class RulesHealth implements HealthIndicator {
    private final RulePack pack;
    private final RuleStopDesk stops;

    /** Counts the stops that nobody has confirmed yet, as {@code prodrome_rules_stops_unconfirmed}: an alarm where it stays above 0. */
    RulesHealth(RulePack pack, RuleStopDesk stops, MeterRegistry meters) {
        this.pack = pack;
        this.stops = stops;
        Gauge.builder("prodrome.rules.stops.unconfirmed", this, health -> health.unconfirmed().size())
                .register(meters);
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
        Map<String, String> unconfirmed = unconfirmed();
        if (!unconfirmed.isEmpty()) {
            health.withDetail("stopsUnconfirmed", unconfirmed);
        }
        return aside.isEmpty()
                ? health.build()
                : health.withDetail("setAside", aside).build();
    }

    /** Rules that one person stopped, with since when, until another has said whether that was right. */
    private Map<String, String> unconfirmed() {
        Set<String> versions = pack.versions().stream()
                .map(rule -> rule.id() + " " + rule.version())
                .collect(Collectors.toSet());
        return stops.unconfirmed().stream()
                .filter(stop -> versions.contains(stop.ruleId() + " " + stop.version()))
                .collect(Collectors.toMap(
                        RuleChange::ruleId, change -> change.at().toString(), (one, other) -> one, TreeMap::new));
    }
}

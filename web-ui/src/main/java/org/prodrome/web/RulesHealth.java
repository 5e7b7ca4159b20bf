package org.prodrome.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.rule.SetAside;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.RuleState;
import org.prodrome.web.governance.RuleStopDesk;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Which rules are at work, and which of the site's were set aside, with file and place. */
@Component("rules")
class RulesHealth implements HealthIndicator {
    private final RulePack pack;
    private final RuleStopDesk stops;
    private final ReleaseRegister releases;
    private final ProdromeSettings settings;

    /** Counts the stops that nobody has confirmed yet, as {@code prodrome_rules_stops_unconfirmed}: an alarm where it stays above 0. */
    RulesHealth(
            RulePack pack,
            RuleStopDesk stops,
            ReleaseRegister releases,
            ProdromeSettings settings,
            MeterRegistry meters) {
        this.pack = pack;
        this.stops = stops;
        this.releases = releases;
        this.settings = settings;
        Gauge.builder(
                        "prodrome.rules.stops.unconfirmed",
                        this,
                        health -> health.unconfirmed().size())
                .register(meters);
    }

    /** "Degraded" where nobody is shown any rule, or a changed rule is shown to fewer people than before. */
    @Override
    public Health health() {
        try {
            return told();
        } catch (DataAccessException | TransactionException away) {
            return Health.status("DEGRADED")
                    .withDetail("database", away.getClass().getSimpleName())
                    .build();
        }
    }

    private Health told() {
        Map<String, String> aside = pack.setAside().stream()
                .collect(Collectors.toMap(SetAside::rule, SetAside::problem, (one, other) -> one));
        Map<String, RuleState> narrower = releases.narrower(pack.versions());
        boolean seen = isSeen();
        Health.Builder health = (seen && narrower.isEmpty() ? Health.up() : Health.status("DEGRADED"))
                .withDetail("name", pack.name())
                .withDetail("version", pack.version())
                .withDetail("hash", pack.hash())
                .withDetail("rules", pack.versions().size());
        if (!seen) {
            health.withDetail("shownTo", "nobody: no rule is on, and no pilot user is named; orders are not checked");
        }
        told(health, "shownToFewerThanBefore", narrower);
        told(health, "stopsUnconfirmed", unconfirmed());
        told(health, "setAside", aside);
        return health.build();
    }

    private static void told(Health.Builder health, String name, Map<String, ?> details) {
        if (!details.isEmpty()) {
            health.withDetail(name, details);
        }
    }

    private boolean isSeen() {
        return pack.versions().stream().map(releases::ofRule).anyMatch(stage -> switch (stage) {
            case GENERAL -> true;
            case PILOT -> !settings.pilotUsers().isEmpty();
            case SILENT, SUSPENDED, RETIRED -> false;
        });
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

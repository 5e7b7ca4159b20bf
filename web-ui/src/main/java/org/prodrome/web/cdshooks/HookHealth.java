package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.serving.RuleServer;
import org.prodrome.web.advice.StoreBacklog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether hook calls are answered as they should be; "degraded" with the reason where a call was answered without any check
 * within the last minutes, a rule does not end or is left out, or what was shown could not be kept. The node is not "down" by
 * it: it still answers, and another would do no better.
 */
@Component("hooks")
class HookHealth implements HealthIndicator {
    private static final Duration RECENT = Duration.ofMinutes(5);

    private final HookMeters meters;
    private final RuleServer rules;
    private final StoreBacklog backlog;
    private final Clock clock;

    HookHealth(HookMeters meters, RuleServer rules, StoreBacklog backlog, Clock clock) {
        this.meters = meters;
        this.rules = rules;
        this.backlog = backlog;
        this.clock = clock;
    }

    @Override
    public Health health() {
        @Nullable Instant last = meters.lastNotChecked();
        boolean notChecked = last != null && last.plus(RECENT).isAfter(Instant.now(clock));
        List<String> resting = rules.resting();
        boolean well = !notChecked && rules.stuck() == 0 && resting.isEmpty() && backlog.isShort();
        Health.Builder health = well ? Health.up() : Health.status("DEGRADED");
        if (last != null) {
            health.withDetail("lastCallNotChecked", last.toString());
        }
        return health.withDetail("rulesLeftOut", resting)
                .withDetail("workersStuck", rules.stuck())
                .withDetail("keeping", backlog.isKept())
                .withDetail("waitingToBeKept", backlog.waiting())
                .withDetail("notKept", backlog.lost())
                .build();
    }
}

package org.prodrome.web.cdshooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What happens to hook calls, as {@code prodrome_hooks_*} metrics. Nothing in them names a patient or a user. */
@Component
class HookMeters {
    private static final Logger LOG = LoggerFactory.getLogger(HookMeters.class);
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(20),
        Duration.ofMillis(40),
        Duration.ofMillis(80),
        Duration.ofMillis(150),
        Duration.ofMillis(300),
        Duration.ofMillis(500),
        Duration.ofSeconds(1)
    };

    private final MeterRegistry meters;
    private final Clock clock;
    private volatile @Nullable Instant lastNotChecked;

    HookMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** A call that was answered, from its arrival. */
    void answered(String hook, String outcome, Duration took) {
        Timer.builder("prodrome.hooks.latency")
                .tag("hook", hook)
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(meters)
                .record(took);
    }

    /** How long a part of the way takes. */
    <T> T stage(String stage, Supplier<T> work) {
        return Timer.builder("prodrome.hooks.stage")
                .tag("stage", stage)
                .register(meters)
                .record(work);
    }

    /** A part of an answer that was not ready. */
    void leftOut(String hook, String part) {
        meters.counter("prodrome.hooks.left.out", "hook", hook, "part", part).increment();
    }

    /** A call that was refused since there is too much to do. */
    void shed(String where) {
        meters.counter("prodrome.hooks.shed", "where", where).increment();
    }

    /** The same, since its client has its share; the name is one of the configuration's. */
    void shedOf(String client) {
        meters.counter("prodrome.hooks.client.shed", "client", client).increment();
    }

    /** An answer that says nothing but that nothing was checked: an alarm. */
    void notChecked(String hook, NotChecked.Why why) {
        lastNotChecked = Instant.now(clock);
        meters.counter("prodrome.hooks.not.checked", "hook", hook, "why", why.code())
                .increment();
        LOG.error("A call of {} was answered without any check: {}", hook, why.code());
    }

    /**
     * A call whose sender's keys could not be read: an alarm.
     *
     * @param hook whether it is of a hook, and so something was not checked for it
     */
    void keysUnreadable(boolean hook) {
        meters.counter("prodrome.hooks.keys.unreadable").increment();
        if (hook) {
            lastNotChecked = Instant.now(clock);
            meters.counter("prodrome.hooks.not.checked", "hook", "unknown", "why", "keys")
                    .increment();
        }
        LOG.error("A call was not answered, since the keys of a CDS client could not be read");
    }

    /** A call at which no rule is for its user: all are silent, or in a pilot that is not theirs. The answer says nothing of it. */
    void noRuleForUser(String hook) {
        meters.counter("prodrome.hooks.no.rule.for.user", "hook", hook).increment();
    }

    /** Feedback about a card or a suggestion that was never issued to its sender. */
    void feedbackUnknown(String what) {
        meters.counter("prodrome.hooks.feedback.unknown", "what", what).increment();
    }

    /** Feedback that its sender is to send again, since its card is not in the database. */
    void feedbackRefused() {
        meters.counter("prodrome.hooks.feedback.refused").increment();
    }

    /** When that was last so; null for never. */
    @Nullable
    Instant lastNotChecked() {
        return lastNotChecked;
    }
}

package org.prodrome.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import org.prodrome.reasoning.rule.RuleSource;
import org.prodrome.reasoning.serving.RuleEvent;
import org.prodrome.reasoning.serving.RuleListener;
import org.prodrome.reasoning.serving.RuleServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What happens to rules that are served, as {@code prodrome_hooks_rules_*} metrics; a rule that does not end is an alarm. */
@Component
class RuleMeters implements RuleListener {
    private static final Logger LOG = LoggerFactory.getLogger(RuleMeters.class);

    private final MeterRegistry meters;

    RuleMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** How many workers are stuck, and how many rules are left out for a while. */
    void watch(RuleServer server) {
        Gauge.builder("prodrome.hooks.rules.stuck", server, RuleServer::stuck).register(meters);
        Gauge.builder(
                        "prodrome.hooks.rules.resting",
                        server,
                        one -> one.resting().size())
                .register(meters);
    }

    /** The same rules, with the time that asking them takes. */
    RuleSource timed(RuleServer server) {
        Timer timer =
                Timer.builder("prodrome.hooks.stage").tag("stage", "rules").register(meters);
        return (question, releases, budget) -> timer.record(() -> server.ask(question, releases, budget));
    }

    @Override
    public void on(RuleEvent event) {
        switch (event) {
            case RuleEvent.Overran overran -> {
                meters.counter("prodrome.hooks.rules.overran", "rule", overran.rule())
                        .increment();
                LOG.error("Rule {} takes too long and was given up; it holds a worker until it ends", overran.rule());
            }
            case RuleEvent.Ended ended -> LOG.warn("Rule {} that took too long has ended", ended.rule());
            case RuleEvent.LeftOut left ->
                meters.counter(
                                "prodrome.hooks.rules.left.out",
                                "rule",
                                left.rule(),
                                "why",
                                left.why().name().toLowerCase(Locale.ROOT))
                        .increment();
        }
    }
}

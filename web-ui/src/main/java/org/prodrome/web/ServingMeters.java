package org.prodrome.web;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.serving.ServingEvent;
import org.prodrome.reasoning.serving.ServingListener;
import org.springframework.stereotype.Component;

/** What happens in the model's server, as {@code prodrome_model_*} metrics. */
@Component
class ServingMeters implements ServingListener {
    private static final double MEDIAN = 0.5;
    private static final double TAIL = 0.95;
    private static final int HASH_CHARS = 12;

    private final MeterRegistry meters;
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<Boolean, Meter> inService = new ConcurrentHashMap<>();

    ServingMeters(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("prodrome.model.package.refused", refused, AtomicInteger::get)
                .register(meters);
    }

    /** Whether the package that was tried last is served; a refused one stays at 1 until another is. */
    void packageTaken(boolean served) {
        refused.set(served ? 0 : 1);
        count("packages", "served", String.valueOf(served));
    }

    @Override
    public void on(ServingEvent event) {
        switch (event) {
            case ServingEvent.Asked asked -> count("questions", "explained", String.valueOf(asked.explained()));
            case ServingEvent.Unanswered unanswered ->
                count("unanswered", "why", unanswered.why().name().toLowerCase(Locale.ROOT));
            case ServingEvent.Computed computed -> computed(computed);
            case ServingEvent.Abstained abstained ->
                count("abstentions", "outcome", abstained.outcome(), "reason", abstained.reason());
            case ServingEvent.PutInService put -> putInService(put.model(), put.shadow());
            case ServingEvent.ShadowEnded ignored -> forget(inService.remove(true));
            case ServingEvent.ShadowLeftOut ignored -> count("shadow.left.out");
            case ServingEvent.ShadowFailed ignored -> count("shadow.failed");
            case ServingEvent.Compared compared -> compared(compared);
        }
    }

    private void count(String name, String... tags) {
        meters.counter("prodrome.model." + name, tags).increment();
    }

    private void computed(ServingEvent.Computed computed) {
        String explained = String.valueOf(computed.explained());
        summary("prodrome.model.batch", "explained", explained)
                .record(computed.waits().size());
        Timer waits = timer("prodrome.model.wait", explained);
        computed.waits().forEach(waits::record);
        timer("prodrome.model.computing", explained).record(computed.computing());
    }

    private void compared(ServingEvent.Compared compared) {
        summary("prodrome.model.shadow.difference").record(compared.largestDifference());
        summary("prodrome.model.shadow.answered.by.one").record(compared.answeredByOneAlone());
    }

    private Timer timer(String name, String explained) {
        return Timer.builder(name)
                .tag("explained", explained)
                .publishPercentiles(MEDIAN, TAIL)
                .register(meters);
    }

    private DistributionSummary summary(String name, String... tags) {
        return DistributionSummary.builder(name)
                .tags(tags)
                .publishPercentiles(MEDIAN, TAIL)
                .register(meters);
    }

    /** A gauge that is 1 and whose tags say which model it is. */
    private void putInService(ModelVersion model, boolean shadow) {
        Gauge now = Gauge.builder("prodrome.model.in.service", () -> 1)
                .tag("role", shadow ? "shadow" : "serving")
                .tag("name", model.name())
                .tag("version", model.version())
                .tag(
                        "hash",
                        model.hash()
                                .substring(0, Math.min(HASH_CHARS, model.hash().length())))
                .tag("device", model.device())
                .register(meters);
        Meter before = inService.put(shadow, now);
        if (before != null && !before.getId().equals(now.getId())) {
            forget(before);
        }
    }

    private void forget(@Nullable Meter meter) {
        if (meter != null) {
            meters.remove(meter);
        }
    }
}

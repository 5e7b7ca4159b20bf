package org.prodrome.web.advice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts of cards shown and held back, by rule or {@code model/outcome}, and why; never by patient or user. */
@Component
class AdviceMeters {
    private final MeterRegistry meters;
    private final Counter notKept;
    private final Counter notSent;

    AdviceMeters(MeterRegistry meters) {
        this.meters = meters;
        this.notKept = meters.counter("prodrome.assessments.not.kept");
        this.notSent = meters.counter("prodrome.cards.not.sent");
    }

    void notKept() {
        notKept.increment();
    }

    /** Cards of answers that never went out. */
    void notSent(int cards) {
        notSent.increment(cards);
    }

    /** Each part of a joined card counts for its own rule. */
    void count(JudgedCard judged) {
        List<String> sources = judged.card().card().separate().stream()
                .map(part -> part.basis().sourceId())
                .distinct()
                .toList();
        for (String source : sources) {
            if (judged.isShown()) {
                meters.counter("prodrome.cards.shown", "rule", source).increment();
            } else if (judged.showing().isHeldBack()) {
                meters.counter("prodrome.cards.held.back", "rule", source, "reason", reason(judged.showing()))
                        .increment();
            }
        }
    }

    private static String reason(Showing showing) {
        return showing.name().toLowerCase(Locale.ROOT);
    }
}

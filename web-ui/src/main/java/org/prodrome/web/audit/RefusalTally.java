package org.prodrome.web.audit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts what was refused to strangers and writes one entry a minute for each reason: nobody who is not let in may take
 * the chain's lock, or fill it.
 */
@Component
public class RefusalTally {
    private static final int REASONS = 100;
    private static final String OTHER = "other reasons";

    private final AuditLog log;
    private final Map<Refusal, LongAdder> counts = new ConcurrentHashMap<>();

    RefusalTally(AuditLog log) {
        this.log = log;
    }

    public void count(AuditKind kind, String reason) {
        Refusal refusal = new Refusal(kind, counts.size() < REASONS ? reason : OTHER);
        counts.computeIfAbsent(refusal, ignored -> new LongAdder()).increment();
    }

    @Scheduled(fixedDelayString = "PT1M")
    void write() {
        for (Refusal refusal : counts.keySet()) {
            LongAdder count = counts.remove(refusal);
            if (count != null) {
                log.append(
                        refusal.kind(),
                        null,
                        null,
                        Map.of("reason", refusal.reason(), "count", Long.toString(count.sum())));
            }
        }
    }

    private record Refusal(AuditKind kind, String reason) {}
}

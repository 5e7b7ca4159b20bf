package org.prodrome.fhir.writeback;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * When creations were sent of which nobody knows what became of them. A search may lag behind what the EHR stored: an empty
 * one says something only after a while. Thread-safe; one per process.
 */
final class UnansweredTries {
    /** After this an EHR's search is taken to show what it has stored. */
    static final Duration SETTLING = Duration.ofMinutes(1);

    private static final int MOST = 10_000;

    private final LongSupplier nanos;
    private final Map<String, Long> since = new LinkedHashMap<>();

    UnansweredTries(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** It is being sent, or was just now and got no answer. */
    synchronized void sent(String draftId) {
        since.remove(draftId);
        since.put(draftId, nanos.getAsLong());
        if (since.size() > MOST) {
            since.remove(since.keySet().iterator().next());
        }
    }

    /** What became of it is known. */
    synchronized void over(String draftId) {
        since.remove(draftId);
    }

    synchronized boolean open(String draftId) {
        return since.containsKey(draftId);
    }

    /** Whether the last try is long enough ago. One that this process knows nothing of counts from now. */
    synchronized boolean settled(String draftId) {
        Long last = since.get(draftId);
        if (last == null) {
            sent(draftId);
            return false;
        }
        return nanos.getAsLong() - last >= SETTLING.toNanos();
    }
}

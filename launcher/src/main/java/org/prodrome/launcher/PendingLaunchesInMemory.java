package org.prodrome.launcher;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Pending launches in insertion order, so that the first is the oldest. */
final class PendingLaunchesInMemory implements PendingLaunches {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Clock clock;
    private final int capacity;

    PendingLaunchesInMemory(Clock clock, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: expected at least 1, got " + capacity);
        }
        this.clock = clock;
        this.capacity = capacity;
    }

    @Override
    public synchronized void put(Entry entry) {
        dropExpired();
        if (entries.size() >= capacity) {
            entries.remove(entries.keySet().iterator().next());
        }
        entries.put(entry.key(), entry);
    }

    /** The oldest come first; where lives differ, a full store looks at all. */
    private void dropExpired() {
        var now = clock.instant();
        var oldest = entries.values().iterator();
        while (oldest.hasNext() && oldest.next().expiresAt().isBefore(now)) {
            oldest.remove();
        }
        if (entries.size() >= capacity) {
            entries.values().removeIf(kept -> kept.expiresAt().isBefore(now));
        }
    }

    @Override
    public synchronized Optional<Entry> take(String key) {
        return Optional.ofNullable(entries.remove(key));
    }
}

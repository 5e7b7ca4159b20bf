package org.prodrome.sandbox.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests that clients sent, after any breach, so that a test can look at what the EHR can't refuse. Thread-safe. */
public final class ReceivedRequests {

    private static final int KEPT = 256;

    private final Deque<Received> latest = new ArrayDeque<>();

    /** Oldest first. */
    public synchronized List<Received> all() {
        return List.copyOf(latest);
    }

    /** Those for this path, such as {@code /auth/token}; oldest first. */
    public synchronized List<Received> at(String path) {
        return latest.stream().filter(one -> one.path().equals(path)).toList();
    }

    public synchronized void clear() {
        latest.clear();
    }

    synchronized void add(Received received) {
        if (latest.size() == KEPT) {
            latest.removeFirst();
        }
        latest.addLast(received);
    }
}

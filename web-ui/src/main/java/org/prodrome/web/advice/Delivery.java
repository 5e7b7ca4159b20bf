package org.prodrome.web.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was made for an asker reached it. Until that is decided nothing is kept of it: an answer that came too late for
 * anybody must not be on record as shown. Thread-safe.
 */
public final class Delivery {
    private final List<Consumer<Boolean>> waiting = new ArrayList<>();
    private @Nullable Boolean sent;

    /** For an asker that waits as long as it takes. */
    static Delivery sure() {
        Delivery sure = new Delivery();
        sure.decide(true);
        return sure;
    }

    /** Decides it, unless it was decided before. */
    public void decide(boolean wasSent) {
        List<Consumer<Boolean>> now;
        synchronized (this) {
            if (sent != null) {
                return;
            }
            sent = wasSent;
            now = List.copyOf(waiting);
            waiting.clear();
        }
        now.forEach(work -> work.accept(wasSent));
    }

    /** Runs work once it is decided, on the thread that decides; at once where it was. */
    void once(Consumer<Boolean> work) {
        Boolean decided;
        synchronized (this) {
            decided = sent;
            if (decided == null) {
                waiting.add(work);
            }
        }
        if (decided != null) {
            work.accept(decided);
        }
    }
}

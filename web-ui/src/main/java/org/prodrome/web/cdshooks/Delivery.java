package org.prodrome.web.cdshooks;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer was there in time. One that came too late was shown to nobody, and is kept so, whichever of the two is known
 * first: that it is made, or that nobody waits for it any more. Thread-safe.
 */
final class Delivery {
    private final Consumer<List<UUID>> notSent;
    private @Nullable CdsResponse made;
    private boolean late;

    /** @param notSent told of the cards that nobody saw */
    Delivery(Consumer<List<UUID>> notSent) {
        this.notSent = notSent;
    }

    /** The worker has an answer. */
    synchronized CdsResponse made(CdsResponse answer) {
        made = answer;
        if (late) {
            notSent.accept(answer.keptCards());
        }
        return answer;
    }

    /** Nobody waits for it any more. */
    synchronized void late() {
        late = true;
        if (made != null) {
            notSent.accept(made.keptCards());
        }
    }
}

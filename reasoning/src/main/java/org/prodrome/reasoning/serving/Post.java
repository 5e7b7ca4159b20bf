package org.prodrome.reasoning.serving;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ModelVersion;

/** Where one model at a time is in service. A change waits for nobody: who uses the old one finishes with it. */
final class Post {

    private volatile @Nullable InService current;
    private boolean shut;

    /** The model in service, entered: the caller must leave it. Null when there is none. */
    @Nullable
    InService enter() {
        while (true) {
            InService now = current;
            if (now == null || now.enter()) {
                return now;
            }
        }
    }

    Optional<ModelVersion> version() {
        InService now = current;
        return now == null ? Optional.empty() : Optional.of(now.model().version());
    }

    /** The use of this very model, entered, when it is in service here. Null when it is not. */
    @Nullable
    InService enter(Servable model) {
        InService now = enter();
        if (now == null || now.model().equals(model)) {
            return now;
        }
        now.leave();
        return null;
    }

    /** Puts another in service, or none; the post takes over the caller's use of it. False when the post is shut. */
    synchronized boolean put(@Nullable InService next) {
        if (shut) {
            if (next != null) {
                next.leave();
            }
            return false;
        }
        InService old = current;
        current = next;
        if (old != null) {
            old.leave();
        }
        return true;
    }

    synchronized void shut() {
        put(null);
        shut = true;
    }
}

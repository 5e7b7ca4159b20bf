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

    /** Puts another in service, or none. False, with the other closed, when the post is shut. */
    synchronized boolean put(@Nullable Servable next) {
        if (shut) {
            if (next != null) {
                next.close();
            }
            return false;
        }
        InService old = current;
        if (old != null && old.model().equals(next)) {
            return true;
        }
        current = next == null ? null : new InService(next);
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

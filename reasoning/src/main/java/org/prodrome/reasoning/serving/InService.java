package org.prodrome.reasoning.serving;

import java.util.concurrent.atomic.AtomicInteger;

/** A model with the number of those who use it: the last to leave closes it, so nobody's model is closed under them. */
final class InService {

    private final Servable model;

    /** The post that holds it is the first user. */
    private final AtomicInteger users = new AtomicInteger(1);

    InService(Servable model) {
        this.model = model;
    }

    /** False when it is closed already; then its successor is at the post. */
    boolean enter() {
        return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    void leave() {
        if (users.decrementAndGet() == 0) {
            model.close();
        }
    }

    Servable model() {
        return model;
    }
}

package org.prodrome.reasoning.serving;

/** Hears what happens in a server. Called by many threads, on the way of an answer: it must be quick. */
@FunctionalInterface
public interface ServingListener {

    void on(ServingEvent event);

    /** Hears nothing. */
    static ServingListener none() {
        return event -> {};
    }
}

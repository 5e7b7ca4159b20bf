package org.prodrome.reasoning.serving;

/** Hears what happens to rules. Called by many threads, on the way of an answer: it must be quick. */
@FunctionalInterface
public interface RuleListener {

    void on(RuleEvent event);

    /** Hears nothing. */
    static RuleListener none() {
        return event -> {};
    }
}

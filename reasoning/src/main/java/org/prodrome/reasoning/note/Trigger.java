package org.prodrome.reasoning.note;

/**
 * What a trigger phrase does.
 *
 * @param reach most words between the phrase and the first concept of its scope, and between two of them
 * @param chain whether the scope goes on through a list
 * @param closed whether a punctuation mark or the sentence's end has to follow the phrase
 * @param events whether it acts only on events, not on lasting conditions
 * @param always whether a phrase that acts both ways acts both ways at once
 * @param kind the concepts it acts on
 */
record Trigger(
        Effect effect,
        Direction direction,
        int reach,
        boolean chain,
        boolean closed,
        boolean events,
        boolean always,
        Kind kind) {

    static final int NEAR = 6;
    static final int FAR = 12;

    /** Where the concepts stand that it acts on; EITHER: after it when one is near, else before it. */
    enum Direction {
        FORWARD,
        BACKWARD,
        EITHER
    }

    /** Which concepts it acts on. */
    enum Kind {
        ANY,
        DRUG
    }
}

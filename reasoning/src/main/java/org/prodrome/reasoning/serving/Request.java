package org.prodrome.reasoning.serving;

import java.util.concurrent.CompletableFuture;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * A question in the queue.
 *
 * @param askedNanos when, on {@link System#nanoTime}'s clock
 * @param deadlineNanos on the same clock
 */
record Request(
        Timeline timeline,
        boolean explain,
        long askedNanos,
        long deadlineNanos,
        CompletableFuture<ModelAnswer> answer) {

    /** Whether somebody still waits for it. */
    boolean wanted() {
        return !answer.isDone() && leftNanos() > 0;
    }

    long leftNanos() {
        return deadlineNanos - System.nanoTime();
    }
}

package org.prodrome.reasoning.serving;

import java.util.concurrent.CompletableFuture;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * A question in the queue.
 *
 * @param deadlineNanos on {@link System#nanoTime}'s clock
 */
record Request(Timeline timeline, boolean explain, long deadlineNanos, CompletableFuture<ModelAnswer> answer) {

    /** Whether somebody still waits for it. */
    boolean wanted() {
        return !answer.isDone() && deadlineNanos - System.nanoTime() > 0;
    }
}

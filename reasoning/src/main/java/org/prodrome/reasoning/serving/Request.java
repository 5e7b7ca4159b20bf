package org.prodrome.reasoning.serving;

import java.util.concurrent.CompletableFuture;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * A question in the queue.
 *
 * @param askedNanos when, on {@link System#nanoTime}'s clock
 * @param deadlineNanos on the same clock
 */
record Request(
        Timeline timeline, Depth depth, long askedNanos, long deadlineNanos, CompletableFuture<ModelAnswer> answer) {

    /** Whether more than risks is wanted, which is far dearer. */
    boolean explained() {
        return depth != Depth.RISKS;
    }

    /** Whether somebody still waits for it. */
    boolean wanted() {
        return !answer.isDone() && leftNanos() > 0;
    }

    long leftNanos() {
        return deadlineNanos - System.nanoTime();
    }
}

package org.prodrome.web.advice;

import java.util.List;
import org.springframework.stereotype.Component;

/** What is written to the database after an answer, and how much of it is not there yet. */
@Component
public class StoreBacklog {
    /** What a database that keeps up never reaches. */
    private static final int LONG = 100;

    private final StoreQueue queue;

    StoreBacklog(StoreQueue queue) {
        this.queue = queue;
    }

    /** Writes something soon, in a transaction; nobody waits for it. */
    public void later(Runnable work) {
        queue.offer(new StoreQueue.Entry(work, List.of()));
    }

    /** The same; false where there is no room for it, and it is not lost: whoever asks has it still, and asks again. */
    public boolean takes(Runnable work) {
        return queue.takes(work);
    }

    /** The same; false where there is no room for it and it is lost. */
    public boolean offer(Runnable work) {
        return queue.offer(new StoreQueue.Entry(work, List.of()));
    }

    /** Answers that wait to be kept. */
    public int waiting() {
        return queue.size();
    }

    /** Answers that will never be, since the start. */
    public long lost() {
        return (long) queue.lost();
    }

    /** Whether somebody is there who keeps them. */
    public boolean isKept() {
        return queue.isAlive();
    }

    /** Whether the database keeps up, and nothing was lost. */
    public boolean isShort() {
        return isKept() && waiting() < LONG && lost() == 0;
    }
}

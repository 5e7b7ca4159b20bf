package org.prodrome.reasoning.training;

import java.util.function.Predicate;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/**
 * How much of the data a model can read, by the first stories: data in other codes would be answered as if nothing had happened.
 * For one thread.
 */
public final class Readability {

    private static final double TOO_FEW = 0.1;
    private static final double FEW = 0.5;

    /** Stories after which it is known. */
    private static final int LOOKED_AT = 1000;

    private final Predicate<TimelineEntry> knows;
    private int looked;
    private long events;
    private long known;

    /**
     * Before any story.
     *
     * @param knows whether the model can read an event at all
     */
    public Readability(Predicate<TimelineEntry> knows) {
        this.knows = knows;
    }

    /** Counts a story's events, unless enough were. */
    public void look(Timeline story) {
        if (looked++ < LOOKED_AT) {
            events += story.entries().size();
            known += story.entries().stream().filter(knows).count();
        }
    }

    /**
     * Says where it is less than half of the events; data without any event is let through.
     *
     * @param data which, in words
     * @throws RefusedData where it is less than a tenth
     */
    public void require(String data, Progress progress) {
        double share = events == 0 ? 1 : (double) known / events;
        long percent = Math.round(100 * share);
        if (share < TOO_FEW) {
            throw new RefusedData(
                    data + ": expected events in the model's vocabulary, got " + percent
                            + "% of them; the package was made of data coded in another way",
                    null);
        }
        if (share < FEW) {
            progress.note(data + ": the model can read only " + percent + "% of the events");
        }
    }
}

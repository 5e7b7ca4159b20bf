package org.prodrome.reasoning.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.prodrome.reasoning.timeline.Timeline;

/** A few stories before a diagnosis, drawn by a hash, so that the order of patients doesn't matter. */
final class SampledStories {

    private static final int DAYS_AHEAD = 365;

    private final int most;
    private final long seed;
    private final PriorityQueue<Drawn> drawn =
            new PriorityQueue<>(Comparator.comparingLong(Drawn::lot).reversed());

    private record Drawn(long lot, Timeline story) {}

    SampledStories(int most, long seed) {
        this.most = most;
        this.seed = seed;
    }

    /** Looks at a row whose story it is. */
    void offer(IndexRow row, Timeline story) {
        for (int o = 0; o < row.life().outcomeAges().length; o++) {
            if (!row.prevalent(o) && row.event(o, DAYS_AHEAD)) {
                long lot = new SplittableRandom(seed ^ row.life().patient() ^ row.age()).nextLong();
                drawn.add(new Drawn(lot, story));
                if (drawn.size() > most) {
                    drawn.remove();
                }
                return;
            }
        }
    }

    List<Timeline> stories() {
        return drawn.stream()
                .sorted(Comparator.comparingLong(Drawn::lot))
                .map(Drawn::story)
                .toList();
    }
}

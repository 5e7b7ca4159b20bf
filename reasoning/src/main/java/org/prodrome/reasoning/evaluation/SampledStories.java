package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.prodrome.reasoning.timeline.Timeline;

/** A few stories before a diagnosis, one per patient, drawn by a hash, so that the order of patients doesn't matter. */
final class SampledStories {

    private static final int DAYS_AHEAD = 365;

    private final int most;
    private final long seed;
    private final TreeMap<Long, Drawn> byPatient = new TreeMap<>();

    private record Drawn(long lot, Timeline story) {}

    SampledStories(int most, long seed) {
        this.most = most;
        this.seed = seed;
    }

    /** Looks at a row whose story it is. */
    void offer(IndexRow row, Timeline story) {
        if (!beforeDiagnosis(row)) {
            return;
        }
        long patient = lot(row.life().patient());
        Drawn next = new Drawn(lot(row.life().patient() + row.age()), story);
        byPatient.merge(patient, next, (one, other) -> one.lot() <= other.lot() ? one : other);
        if (byPatient.size() > most) {
            byPatient.pollLastEntry();
        }
    }

    private static boolean beforeDiagnosis(IndexRow row) {
        for (int o = 0; o < row.life().outcomeAges().length; o++) {
            if (!row.prevalent(o) && row.event(o, DAYS_AHEAD)) {
                return true;
            }
        }
        return false;
    }

    private long lot(long of) {
        return new SplittableRandom(seed ^ of).nextLong();
    }

    List<Timeline> stories() {
        return byPatient.values().stream().map(Drawn::story).toList();
    }
}

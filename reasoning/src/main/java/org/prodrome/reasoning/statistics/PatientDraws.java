package org.prodrome.reasoning.statistics;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How often each patient is in each resample, drawn once, so that everything measured on the same patients meets the same
 * resamples: differences, ratios and medians over diseases have intervals then. Immutable and thread-safe.
 */
public final class PatientDraws {

    private final Map<Long, Integer> places = new HashMap<>();
    private final short[][] times;

    /**
     * Draws as many patients as there are, with replacement, for each resample.
     *
     * @param patients of every row that will be measured; repeats don't matter
     * @param replicates how many resamples, 200 and up for a stable interval
     */
    public PatientDraws(long[] patients, int replicates, long seed) {
        for (long patient : patients) {
            places.putIfAbsent(patient, places.size());
        }
        if (replicates < 1) {
            throw new IllegalArgumentException("replicates: expected at least 1, got " + replicates);
        }
        times = new short[replicates][];
        for (int replicate = 0; replicate < replicates; replicate++) {
            times[replicate] = draw(replicate, places.size(), seed);
        }
    }

    /**
     * Seeds are drawn, not counted up: SplittableRandom steps by 0x9E3779B97F4A7C15, so that seeds a multiple of it apart
     * would give every replicate nearly the same draws and far too narrow intervals.
     */
    private static short[] draw(int replicate, int patients, long seed) {
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed + replicate).nextLong());
        short[] drawn = new short[patients];
        for (int i = 0; i < patients; i++) {
            drawn[random.nextInt(patients)]++;
        }
        return drawn;
    }

    int replicates() {
        return times.length;
    }

    short[] times(int replicate) {
        return times[replicate];
    }

    int place(long patient) {
        Integer place = places.get(patient);
        if (place == null) {
            throw new IllegalArgumentException("draws: expected a patient that was drawn, got another");
        }
        return place;
    }
}

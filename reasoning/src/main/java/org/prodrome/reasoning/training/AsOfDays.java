package org.prodrome.reasoning.training;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws the days at which a patient is looked at.
 *
 * <p>In calibration and evaluation: of each year the first visit at or after a random day. In training: seven of ten are days of a visit, as in use;
 * the others are any day. All are from the youngest age an outcome is asked for, before the age from which ages are pooled,
 * and no later than the end of observation.
 */
public final class AsOfDays {

    private static final double VISIT_SHARE = 0.7;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final int POOLED_AGE_YEARS = 90;

    private AsOfDays() {}

    /** Distinct ages in days, rising; at most {@code most}; none for a patient never seen at an eligible age. */
    static int[] draw(FollowUp life, int fromAgeYears, int most, long seed) {
        int from = Math.max(life.firstAge(), (int) Math.ceil(fromAgeYears * DAYS_PER_YEAR));
        int to = Math.min(life.endAge(), (int) (POOLED_AGE_YEARS * DAYS_PER_YEAR) - 1);
        if (from > to) {
            return new int[0];
        }
        int[] visits = Arrays.stream(life.visitAges())
                .filter(age -> age >= from && age <= to)
                .toArray();
        SplittableRandom random = new SplittableRandom(seed ^ life.patient());
        return IntStream.range(0, most)
                .map(i -> one(random, visits, from, to))
                .distinct()
                .sorted()
                .toArray();
    }

    /**
     * About one visit per year of life, with enough history before it: the first at or after a random day of each year. Ages in
     * days, rising.
     *
     * <p>Whether a visit is drawn depends on nothing after it. Drawing one of a year's visits would: a diagnosis brings visits of
     * its own, which would be drawn in place of those just before it. The last day of a living patient, or of one who died nobody
     * knows when, is drawn as others are, for whether anything follows is not known on it; it is censored at once. The day of a
     * death is not.
     *
     * @param historyDays least time since the first event
     */
    public static List<Integer> perYear(FollowUp life, int fromAgeYears, int historyDays, long seed) {
        int from = Math.max(life.firstAge() + historyDays, (int) Math.ceil(fromAgeYears * DAYS_PER_YEAR));
        int before =
                Math.min(life.died() ? life.endAge() : life.endAge() + 1, (int) (POOLED_AGE_YEARS * DAYS_PER_YEAR));
        NavigableSet<Integer> visits = Arrays.stream(life.visitAges())
                .filter(age -> age >= from && age < before)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        SplittableRandom random = new SplittableRandom(seed ^ life.patient());
        NavigableSet<Integer> drawn = new TreeSet<>();
        for (int year = (int) (from / DAYS_PER_YEAR); year * DAYS_PER_YEAR < before; year++) {
            Integer next = visits.ceiling((int) Math.floor((year + random.nextDouble()) * DAYS_PER_YEAR));
            if (next != null) {
                drawn.add(next);
            }
        }
        return List.copyOf(drawn);
    }

    private static int one(SplittableRandom random, int[] visits, int from, int to) {
        boolean atVisit = random.nextDouble() < VISIT_SHARE && visits.length > 0;
        return atVisit ? visits[random.nextInt(visits.length)] : random.nextInt(from, to + 1);
    }
}

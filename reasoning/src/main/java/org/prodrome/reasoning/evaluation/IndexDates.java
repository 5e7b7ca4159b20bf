package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.prodrome.reasoning.training.FollowUp;

/** Draws one visit per patient-year at which a patient is looked at, with enough history and something still to come. */
final class IndexDates {

    private static final double DAYS_PER_YEAR = 365.25;
    private static final int POOLED_AGE_YEARS = 90;

    private IndexDates() {}

    /** Ages in days, rising. */
    static List<Integer> draw(FollowUp life, int fromAgeYears, int historyDays, long seed) {
        int from = Math.max(life.firstAge() + historyDays, (int) Math.ceil(fromAgeYears * DAYS_PER_YEAR));
        int before = Math.min(life.endAge(), (int) (POOLED_AGE_YEARS * DAYS_PER_YEAR));
        Map<Integer, List<Integer>> byYear = new TreeMap<>();
        for (int age : life.visitAges()) {
            if (age >= from && age < before) {
                byYear.computeIfAbsent((int) (age / DAYS_PER_YEAR), y -> new ArrayList<>())
                        .add(age);
            }
        }
        SplittableRandom random = new SplittableRandom(seed ^ life.patient());
        return byYear.values().stream()
                .map(ages -> ages.get(random.nextInt(ages.size())))
                .toList();
    }
}

package org.prodrome.reasoning.token;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/**
 * How much each concept tells of what comes, fitted on training patients: it decides whose values keep their places in a window.
 *
 * <p>Per concept and outcome the rank statistic of Mann and Whitney, stratified by age (van Elteren, 1960), of the last value and of
 * its difference from the mean of the earlier ones; of its presence where it has no value. Salience is {@code |2 AUROC - 1|} of the
 * strongest, doubled, at most 1, and 0 where it is within what chance does to so many comparisons. Not thread-safe; bounded memory.
 */
public final class Salience {

    private static final int[] STRATA_YEARS = {45, 60, 75};
    private static final double DAYS_PER_YEAR = 365.25;
    private static final double LEAST_Z = 4;
    private static final double SCALE = 2;

    private final int outcomes;
    private final Map<String, RankSample> last = new HashMap<>();
    private final Map<String, RankSample> change = new HashMap<>();
    private final Map<String, PresenceCounts> presence = new HashMap<>();
    private final PresenceCounts all;

    /** For so many outcomes, at most 64. */
    public Salience(int outcomes) {
        if (outcomes < 1 || outcomes > Long.SIZE) {
            throw new IllegalArgumentException("outcomes: expected 1 to 64, got " + outcomes);
        }
        this.outcomes = outcomes;
        this.all = new PresenceCounts(STRATA_YEARS.length + 1, outcomes);
    }

    /**
     * Counts one patient on one day.
     *
     * @param asOfDays age on that day; later entries of the timeline are passed over
     * @param known bit per outcome: neither there already nor unobserved
     * @param came bit per outcome: came within the horizon
     */
    public void add(Timeline timeline, int asOfDays, long known, long came) {
        Map<String, Course> courses = new HashMap<>();
        Set<String> present = new HashSet<>();
        for (TimelineEntry entry : timeline.entries()) {
            if (entry.age().value() <= asOfDays) {
                String concept = TokenConcept.of(entry);
                if (entry.value() instanceof NormalisedValue.Number(double number, String ignored)) {
                    courses.merge(concept, new Course(number, 0, 0), Course::then);
                } else {
                    present.add(concept);
                }
            }
        }
        int stratum = stratum(asOfDays);
        all.add(stratum, known, came);
        present.forEach(concept -> presence.computeIfAbsent(
                        concept, c -> new PresenceCounts(STRATA_YEARS.length + 1, outcomes))
                .add(stratum, known, came));
        courses.forEach((concept, course) -> {
            last.computeIfAbsent(concept, c -> new RankSample()).add(course.last(), stratum, known, came);
            if (course.earlier() > 0) {
                double difference = course.last() - course.sum() / course.earlier();
                change.computeIfAbsent(concept, c -> new RankSample()).add(difference, stratum, known, came);
            }
        });
    }

    private static int stratum(int days) {
        double years = days / DAYS_PER_YEAR;
        return (int) Arrays.stream(STRATA_YEARS).filter(edge -> years >= edge).count();
    }

    /** Between 0 and 1 per concept; one that isn't in it has none. */
    public Map<String, Double> byConcept() {
        Map<String, Double> found = new HashMap<>();
        int strata = STRATA_YEARS.length + 1;
        last.forEach((concept, sample) -> found.merge(concept, strongest(sample, strata), Math::max));
        change.forEach((concept, sample) -> found.merge(concept, strongest(sample, strata), Math::max));
        presence.forEach((concept, counts) -> {
            double strongest = 0;
            for (int outcome = 0; outcome < outcomes; outcome++) {
                strongest = Math.max(strongest, scaled(counts.against(all, outcome)));
            }
            found.merge(concept, strongest, Math::max);
        });
        return found;
    }

    private double strongest(RankSample sample, int strata) {
        double strongest = 0;
        for (int outcome = 0; outcome < outcomes; outcome++) {
            strongest = Math.max(strongest, scaled(sample.against(outcome, strata)));
        }
        return strongest;
    }

    private static double scaled(Association association) {
        double clear = Math.abs(association.z()) < LEAST_Z ? 0 : Math.abs(2 * association.auroc() - 1);
        return Math.round(1000 * Math.min(1, SCALE * clear)) / 1000.0;
    }

    /** A rank statistic: the share of pairs in the right order, and how far from chance that is. */
    record Association(double auroc, double z) {
        static final Association NONE = new Association(0.5, 0);
    }

    private record Course(double last, double sum, int earlier) {
        Course then(Course next) {
            return new Course(next.last, sum + last, earlier + 1);
        }
    }
}

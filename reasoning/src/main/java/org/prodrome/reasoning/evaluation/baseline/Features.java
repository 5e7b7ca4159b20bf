package org.prodrome.reasoning.evaluation.baseline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.timeline.Timelines;

/**
 * Counts and values of a story as a table row, one per day it is looked at.
 *
 * <p>Counts of each code and of what stands above it in the ontology, in windows of 30, 180, 365 and all days, as the EHRSHOT benchmark
 * does (Wornow and others, NeurIPS 2023); of each analyte the last value, the smallest, the largest, slope, change and days since;
 * and the person. What there is none of has no column. Nothing after the day is read.
 */
public final class Features {

    static final String AGE = "age in decades";
    static final String AGE_SQUARED = "age in decades, squared";
    static final String MALE = "male";
    static final String MALE_AGE = "age in decades, of men";
    static final String RECORD_YEARS = "years since the first event";
    static final String RACE = "race: ";
    private static final String ANYTHING = "any event";
    private static final double DAYS_PER_DECADE = 3652.5;
    private static final double DAYS_PER_YEAR = 365.25;

    private final Timelines timelines;
    private final Concepts concepts = new Concepts();
    private final Map<String, int[]> numbered = new HashMap<>();

    public Features(Timelines timelines) {
        this.timelines = timelines;
    }

    Concepts concepts() {
        return concepts;
    }

    /**
     * Rows of one patient.
     *
     * @param story up to the last of the days or later
     * @param ages the days, as ages in days
     * @param training whether the patient counts when it is decided which concepts are frequent enough
     */
    public List<SparseRow> rows(Person person, Timeline story, List<Integer> ages, boolean training) {
        List<TimelineEntry> entries = story.entries();
        int[][] numbers = new int[entries.size()][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numbers(entries.get(i));
        }
        List<SparseRow> rows = new ArrayList<>(ages.size());
        BitSet met = new BitSet();
        for (int age : ages) {
            Tally tally = new Tally(age);
            for (int i = 0; i < numbers.length; i++) {
                int then = entries.get(i).age().value();
                if (then > age) {
                    break;
                }
                tally.add(numbers[i], then, entries.get(i).value());
            }
            personal(person, age, tally);
            SparseRow row = tally.row();
            rows.add(row);
            for (int column : row.columns()) {
                met.set(Feature.conceptOf(column));
            }
        }
        if (training) {
            concepts.count(met);
        }
        return rows;
    }

    private void personal(Person person, int age, Tally tally) {
        double decades = age / DAYS_PER_DECADE;
        boolean male = person.sex() == Demographics.Sex.MALE;
        tally.personal(concepts.number(AGE), decades);
        tally.personal(concepts.number(AGE_SQUARED), decades * decades);
        tally.personal(concepts.number(MALE), male ? 1 : 0);
        tally.personal(concepts.number(MALE_AGE), male ? decades : 0);
        tally.personal(concepts.number(RECORD_YEARS), (age - person.firstAge()) / DAYS_PER_YEAR);
        tally.personal(concepts.number(RACE + person.race()), 1);
    }

    /** The concept itself first, its answer where it has one, what stands above it, and anything at all. */
    private int[] numbers(TimelineEntry entry) {
        String concept = entry.concept();
        String key =
                entry.value() instanceof NormalisedValue.Category(String answer) ? concept + "=" + answer : concept;
        return numbered.computeIfAbsent(key, k -> {
            Set<String> names = new LinkedHashSet<>(List.of(concept, key));
            above(concept, names);
            names.add(ANYTHING);
            return names.stream().mapToInt(concepts::number).toArray();
        });
    }

    private void above(String concept, Set<String> names) {
        for (String parent : timelines.parents(concept)) {
            if (names.add(parent)) {
                above(parent, names);
            }
        }
    }
}

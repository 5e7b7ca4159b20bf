package org.prodrome.cohort.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.cohort.planted.Chance;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.PlantedFiles;

/** Asks the oracle about simulated people on random days of their adult lives, and looks what became of them. */
final class Check {
    private static final double FIRST_AGE = 30;

    private final PlantedFiles files;
    private final GridSettings grid;
    private final long seed;
    private final SimulatedPeople people;
    private final List<Question> questions;
    private final int longestDays;

    Check(PlantedFiles files, GridSettings grid, List<Window> windows, long seed) {
        this.files = files;
        this.grid = grid;
        this.seed = seed;
        this.people = new SimulatedPeople(files, seed);
        this.questions = files.diseases().stream()
                .filter(disease -> !disease.isDecoy())
                .flatMap(disease -> windows.stream().map(window -> new Question(disease.id(), window)))
                .toList();
        this.longestDays = windows.stream().mapToInt(Window::horizonDays).max().orElseThrow();
    }

    List<Question> questions() {
        return questions;
    }

    /** What is asked of whom: one in {@code oneOf} of the rows on which nothing comes true is kept, and weighs as many. */
    record Sample(int persons, int daysEach, int oneOf) {}

    /** Rows of so many people, on as many days each as they were alive and followed; their values as {@code changed} gives them. */
    List<CheckRow> rows(Sample sample, LongFunction<Person> changed) {
        Oracle oracle = Oracle.of(files, deaths(sample.persons()), grid, seed);
        return LongStream.range(0, sample.persons())
                .parallel()
                .mapToObj(number -> rows(oracle, number, sample, changed.apply(number)))
                .flatMap(List::stream)
                .toList();
    }

    List<CheckRow> rows(Sample sample) {
        return rows(sample, this::person);
    }

    /** The person of a number. */
    Person person(long number) {
        return people.somebody(number).person();
    }

    private LifeTable deaths(int persons) {
        var tally = new LifeTable.Tally();
        List<Hypothesis> hypotheses = Oracle.hypotheses(files, grid);
        LongStream.range(0, persons).forEach(number -> tally.life(person(number), hypotheses));
        return tally.table();
    }

    private List<CheckRow> rows(Oracle oracle, long number, Sample sample, Person person) {
        PersonOracle informed = oracle.about(person);
        PersonOracle blind = oracle.about(person.withValues(Map.of()));
        List<CheckRow> rows = new ArrayList<>();
        for (int day : days(number, sample.daysEach())) {
            List<Boolean> happened =
                    questions.stream().map(q -> happened(q, person, day)).toList();
            boolean isCase = happened.contains(true);
            if (day < person.lastDay() && (isCase || isKept(number, day, sample.oneOf()))) {
                rows.add(new CheckRow(
                        number,
                        isCase ? 1 : sample.oneOf(),
                        Days.years(day),
                        person.risk().sex(),
                        informed.answers(day, questions),
                        blind.answers(day, questions),
                        happened,
                        lastValues(person, day)));
            }
        }
        return rows;
    }

    private boolean isKept(long number, int day, int oneOf) {
        return Chance.ofSeed(seed).with("kept").with(number).with(day).happens(1.0 / oneOf);
    }

    /** Random days on which the longest window would still be seen to its end. */
    private int[] days(long number, int count) {
        int first = (int) (FIRST_AGE * Days.PER_YEAR);
        int range = people.somebody(number).referenceDay() - longestDays - first;
        Chance chance = Chance.ofSeed(seed).with("check").with(number);
        return range <= 0
                ? new int[0]
                : IntStream.range(0, count)
                        .map(i -> first + (int) (chance.with(i).uniform() * range))
                        .sorted()
                        .toArray();
    }

    private static boolean happened(Question question, Person person, int day) {
        Integer diagnosis = person.diagnoses().get(question.outcome());
        return diagnosis != null
                && diagnosis > day + question.window().gapDays()
                && diagnosis <= day + question.window().horizonDays();
    }

    private List<Double> lastValues(Person person, int day) {
        return files.panel().analytes().stream()
                .map(analyte -> last(person.values().get(analyte.loinc()), day))
                .toList();
    }

    private static Double last(@Nullable SortedMap<Integer, Double> values, int day) {
        SortedMap<Integer, Double> before = values == null ? null : values.headMap(day + 1);
        return before == null || before.isEmpty() ? Double.NaN : before.getOrDefault(before.lastKey(), Double.NaN);
    }
}

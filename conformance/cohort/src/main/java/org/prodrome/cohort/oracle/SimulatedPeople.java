package org.prodrome.cohort.oracle;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prodrome.cohort.planted.Analyte;
import org.prodrome.cohort.planted.Chance;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Episode;
import org.prodrome.cohort.planted.LabValues;
import org.prodrome.cohort.planted.Panel;
import org.prodrome.cohort.planted.Plan;
import org.prodrome.cohort.planted.Planner;
import org.prodrome.cohort.planted.PlantedFiles;
import org.prodrome.cohort.planted.Sex;
import org.prodrome.cohort.planted.Subject;

/**
 * People of the planted files without Synthea around them: wellness visits, values, recorded diagnoses, deaths. Thousands in seconds, to
 * see whether the oracle is calibrated and how hard a disease is. Safe for several threads.
 */
final class SimulatedPeople {
    private static final int YOUNGEST = 32;
    private static final int OLDEST = 88;
    private static final int REFERENCE_YEAR = 2026;
    /** Deaths of other causes: Gompertz, near the US life table of 2021 (NVSR 72-12) from 30 years on. */
    private static final double DEATHS_AT_BIRTH_PER_YEAR = 6e-5;

    private static final double GROWTH_PER_YEAR = 0.085;
    private static final double FIRST_VISIT_AGE = 19;

    private final PlantedFiles files;
    private final Planner planner;
    private final LabValues labs;
    private final Chance root;

    SimulatedPeople(PlantedFiles files, long seed) {
        this.files = files;
        this.planner = new Planner(files, seed);
        this.labs = new LabValues(files, seed);
        this.root = Chance.ofSeed(seed).with("simulated");
    }

    /**
     * Somebody.
     *
     * @param referenceDay day of life on which the simulation ends, or would
     */
    record Somebody(Person person, int referenceDay) {}

    /** The same number, the same person. */
    Somebody somebody(long number) {
        Chance own = root.with(number);
        int age = YOUNGEST + (int) (own.with("age").uniform() * (OLDEST - YOUNGEST));
        Sex sex = own.with("sex").happens(0.5) ? Sex.FEMALE : Sex.MALE;
        Plan plan = planner.plan(new Subject(own.state(), sex, REFERENCE_YEAR - age));
        int end = (int) (age * Days.PER_YEAR);
        int death = Math.min(
                otherDeath(own),
                plan.death() == null ? Integer.MAX_VALUE : plan.death().day());
        int last = Math.min(end, death);
        Map<String, Integer> diagnoses = new HashMap<>();
        for (Episode episode : plan.episodes()) {
            if (episode.diagnosisDay() != null && episode.diagnosisDay() <= last) {
                diagnoses.put(episode.disease(), episode.diagnosisDay());
            }
        }
        var person = new Person(own.state(), plan.risk(), diagnoses, values(plan, last, own), 0, last, death <= end);
        return new Somebody(person, end);
    }

    private static int otherDeath(Chance own) {
        double growth = GROWTH_PER_YEAR * own.with("death").exponential() / DEATHS_AT_BIRTH_PER_YEAR;
        return (int) (Math.log1p(growth) / GROWTH_PER_YEAR * Days.PER_YEAR);
    }

    private Map<String, SortedMap<Integer, Double>> values(Plan plan, int last, Chance own) {
        Map<String, SortedMap<Integer, Double>> values = new HashMap<>();
        for (double age = FIRST_VISIT_AGE + own.with("visit").uniform() * interval(FIRST_VISIT_AGE);
                ;
                age += interval(age)) {
            int day = (int) (age * Days.PER_YEAR);
            if (day > last) {
                return values;
            }
            for (Panel.Order order : files.panel().orders()) {
                if (labs.isOrdered(plan.subject(), order, day)) {
                    measure(plan, order, day, values);
                }
            }
        }
    }

    private void measure(Plan plan, Panel.Order order, int day, Map<String, SortedMap<Integer, Double>> values) {
        for (Analyte analyte : files.panel().analytes()) {
            if (analyte.order().equals(order.id()) && labs.hasResult(plan.subject(), analyte, day)) {
                values.computeIfAbsent(analyte.loinc(), code -> new TreeMap<>())
                        .put(day, labs.value(plan, analyte, day));
            }
        }
    }

    /** Years to the next wellness visit, as in Synthea. */
    private static double interval(double age) {
        if (age < 40) {
            return 3;
        }
        return age < 50 ? 2 : 1;
    }
}

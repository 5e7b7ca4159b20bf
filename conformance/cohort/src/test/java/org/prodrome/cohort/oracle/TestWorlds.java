package org.prodrome.cohort.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.cohort.planted.Analyte;
import org.prodrome.cohort.planted.Course;
import org.prodrome.cohort.planted.Curve;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Hazard;
import org.prodrome.cohort.planted.LogNormal;
import org.prodrome.cohort.planted.Panel;
import org.prodrome.cohort.planted.People;
import org.prodrome.cohort.planted.PlantedFiles;
import org.prodrome.cohort.planted.Precursor;
import org.prodrome.cohort.planted.RiskFactors;
import org.prodrome.cohort.planted.Sex;
import org.prodrome.cohort.planted.Shape;
import org.prodrome.cohort.planted.Smoking;

/** Toy worlds, small enough to be worked out by other means. */
final class TestWorlds {
    static final String FIRST = "first";
    static final String SECOND = "second";
    static final String DECOY = "decoy";
    static final List<Question> QUESTIONS = List.of(
            new Question(FIRST, new Window(365, 0)),
            new Question(FIRST, new Window(1095, 90)),
            new Question(SECOND, new Window(365, 30)),
            new Question(SECOND, new Window(1825, 0)));

    private static final String TOY = "a toy of the tests";

    private TestWorlds() {}

    /** Two diseases that share an analyte. */
    static PlantedFiles two() {
        return files(disease(FIRST, 4, 0.8, "A", "B"), disease(SECOND, 3, 0.6, "B", "C"));
    }

    /** A disease and a decoy that look alike. */
    static PlantedFiles alike() {
        return files(disease(FIRST, 4, 0.8, "A", "B"), decoy(null));
    }

    /** The same, but the decoy goes away. */
    static PlantedFiles alikeForAWhile() {
        return files(disease(FIRST, 4, 0.8, "A", "B"), decoy(new LogNormal(3, 0.5, TOY)));
    }

    static PlantedFiles files(Disease... diseases) {
        var order = new Panel.Order("all", "A", "all", Panel.Form.ALONE, 1, TOY);
        List<Analyte> analytes = List.of(analyte("A", 1), analyte("B", 0.5), analyte("C", 0));
        var panel = new Panel(1, "C", new Panel.Missing(0, 0, TOY), List.of(order), analytes, List.of());
        var habits = new People.SmokingHabits(List.of(new People.Ever(1900, 0.4, 0.5)), 18, 2, 0.03, TOY);
        return new PlantedFiles(List.of(diseases), panel, new People(habits), "toy");
    }

    /** A person of 60 with eight visits, whose values of A and B begin to rise. */
    static Person rising(Map<String, Integer> diagnoses) {
        return person(diagnoses, new double[] {0.2, -0.4, 0.3, 0.1, 0.9, 1.2, 1.1, 1.9}, 1, 0.5, -0.25);
    }

    /** The same with values that the second disease, recorded at 59, explains for a part. */
    static Person knownToHaveTheSecond() {
        double[] rises = {0.1, -0.1, 0.1, 0, 0.3, 0.5, 0.7, 0.8};
        return person(Map.of(SECOND, day(59)), rises, 2, 4, 2);
    }

    /** The same, but nothing rises. */
    static Person flat() {
        return person(Map.of(), new double[] {0.2, -0.4, 0.3, 0.1, -0.2, 0.3, 0, 0.1}, 1, 0.5, -0.25);
    }

    /** Almost nobody dies of other causes: very many lives without a death. */
    static LifeTable immortal() {
        var tally = new LifeTable.Tally();
        for (int i = 0; i < 100_000; i++) {
            tally.life(flat(), List.of());
        }
        return tally.table();
    }

    static int index() {
        return day(60);
    }

    static int day(double age) {
        return (int) (age * Days.PER_YEAR);
    }

    private static Person person(Map<String, Integer> diagnoses, double[] rises, double ofA, double ofB, double ofC) {
        Map<String, SortedMap<Integer, Double>> values = new HashMap<>();
        for (int i = 0; i < rises.length; i++) {
            int day = day(52.4 + i);
            values.computeIfAbsent("A", code -> new TreeMap<>()).put(day, 51 + ofA * rises[i]);
            values.computeIfAbsent("B", code -> new TreeMap<>()).put(day, 49.5 + ofB * rises[i]);
            values.computeIfAbsent("C", code -> new TreeMap<>()).put(day, 50.3 + ofC * rises[i]);
        }
        var bmi = new Curve(List.of(new Curve.Knot(20, 27)));
        var risk = new RiskFactors(Sex.FEMALE, Smoking.NEVER, bmi, Set.of());
        return new Person(7, risk, diagnoses, values, 0, day(70), false);
    }

    private static Disease disease(String id, double medianYears, double delayYears, String... touched) {
        var course = new Course.Progressing(
                new LogNormal(medianYears, 0.4, TOY), new Course.Delay(delayYears, TOY), new Course.Deaths(0.1, TOY));
        return new Disease(id, id, new Disease.Codes("1", "A", id, List.of()), hazard(), course, precursors(touched));
    }

    private static Disease decoy(@Nullable LogNormal resolution) {
        var course = new Course.Stalling(new LogNormal(2, 0.5, TOY), 0.7, resolution);
        return new Disease(DECOY, DECOY, null, hazard(), course, precursors("A", "B"));
    }

    private static List<Precursor> precursors(String... touched) {
        return List.of(
                new Precursor(touched[0], 3, new Shape.Power(1.5, 0.1, 1.2), TOY),
                new Precursor(touched[1], 2, new Shape.Sigmoid(0, 1), TOY));
    }

    private static Hazard hazard() {
        var incidence = new Hazard.Incidence(
                List.of(new Hazard.Knot(40, 500, 400), new Hazard.Knot(80, 3000, 3500)), TOY + ", both sexes");
        return new Hazard(incidence, new Hazard.Inflation(1, TOY), null, null, null);
    }

    private static Analyte analyte(String code, double slope) {
        return new Analyte(
                code,
                Set.of(code + "-alias"),
                code,
                "1",
                Analyte.Scale.LINEAR,
                50,
                51,
                0.8,
                0.5,
                slope,
                "all",
                2,
                0,
                100,
                List.of(TOY));
    }
}

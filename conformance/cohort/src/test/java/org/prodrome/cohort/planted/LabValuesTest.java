package org.prodrome.cohort.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LabValuesTest {
    private static final LabValues VALUES = new LabValues(TestFiles.FILES, TestFiles.SEED);
    private static final Planner PLANNER = new Planner(TestFiles.FILES, TestFiles.SEED);
    private static final int DAY = (int) (60 * Days.PER_YEAR);

    @Test
    void movesEachPrecursorByTheDeclaredChangeOfItsDisease() {
        Plan healthy = healthy();
        for (Disease disease : TestFiles.FILES.diseases()) {
            Episode halfWay = new Episode(disease.id(), DAY - 500, 1000, null, null, null);
            Plan ill = new Plan(healthy.subject(), healthy.risk(), List.of(halfWay), null);
            for (Analyte analyte : TestFiles.FILES.panel().analytes()) {
                double declared =
                        disease.precursor(analyte.loinc()).map(p -> p.at(0.5)).orElse(0.0);
                assertThat(scaled(ill, analyte, DAY) - scaled(healthy, analyte, DAY))
                        .as(disease.id() + " " + analyte.name())
                        .isCloseTo(declared, within(rounding(analyte, healthy)));
            }
        }
    }

    @Test
    void leavesAPersonWithoutTheDiseaseTheSameValueToTheLastDigit() {
        Plan healthy = healthy();
        Episode later = new Episode("type-2-diabetes", DAY, 1000, DAY + 1000, null, null);
        Plan ill = new Plan(healthy.subject(), healthy.risk(), List.of(later), null);

        for (Analyte analyte : TestFiles.FILES.panel().analytes()) {
            assertThat(VALUES.value(ill, analyte, DAY - 1)).isEqualTo(VALUES.value(healthy, analyte, DAY - 1));
        }
    }

    @Test
    void variesWithinAPersonAsDeclared() {
        Analyte haemoglobin = TestFiles.FILES.panel().analyte("718-7").orElseThrow();
        Plan plan = healthy();
        double[] values = IntStream.range(0, 4000)
                .mapToDouble(i -> VALUES.value(plan, haemoglobin, DAY + i % 2000 + i / 2000 * 5000))
                .toArray();
        double mean =
                IntStream.range(0, 2000).mapToDouble(i -> values[i]).average().orElseThrow();
        double variance = IntStream.range(0, 2000)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .average()
                .orElseThrow();

        assertThat(StrictMath.sqrt(variance)).isCloseTo(haemoglobin.within(), within(0.05));
    }

    @Test
    void stopsADecoyAtItsPlateauAndEndsItWithItsResolution() {
        Episode decoy = new Episode("decoy", 1000, 1000, null, 0.5, 4000);

        assertThat(decoy.progress(1000)).isZero();
        assertThat(decoy.progress(1250)).isEqualTo(0.25);
        assertThat(decoy.progress(3999)).isEqualTo(0.5);
        assertThat(decoy.progress(4000)).isZero();
    }

    @Test
    void ordersAsOftenInTheIllAsInTheHealthy() {
        Panel.Order order = TestFiles.FILES.panel().orders().stream()
                .filter(o -> o.id().equals("hba1c"))
                .findFirst()
                .orElseThrow();
        double expected =
                order.probability() * (1 - TestFiles.FILES.panel().missing().visit());
        long ordered = IntStream.range(0, 5000)
                .filter(day -> VALUES.isOrdered(healthy().subject(), order, day))
                .count();

        assertThat(ordered / 5000.0).isCloseTo(expected, within(0.03));
    }

    @Test
    void derivesWhatFollowsByArithmetic() {
        Map<String, Double> parts =
                Map.of("718-7", 15.0, "786-4", 33.0, "787-2", 90.0, "33914-3", 90.0, "39156-5", 25.0);

        assertThat(derived("4544-3", parts)).isCloseTo(45.5, within(0.05));
        assertThat(derived("789-8", parts)).isCloseTo(5.05, within(0.01));
        assertThat(derived("785-6", parts)).isCloseTo(29.7, within(0.05));
        assertThat(derived("29463-7", parts)).isCloseTo(72.3, within(0.06));
        assertThat(derived("2160-0", parts)).isCloseTo(0.96, within(0.02)); // 60-year-old man, CKD-EPI 2021
    }

    private static double derived(String loinc, Map<String, Double> parts) {
        return TestFiles.FILES.panel().derived().stream()
                .filter(d -> d.loinc().equals(loinc))
                .findFirst()
                .flatMap(d -> d.of(parts, Sex.MALE, 60, 1.7))
                .orElseThrow();
    }

    private static double scaled(Plan plan, Analyte analyte, int day) {
        return analyte.toScale(VALUES.value(plan, analyte, day));
    }

    /** Half a unit of the last digit, twice, on the scale; small values on a logarithmic scale round coarsely. */
    private static double rounding(Analyte analyte, Plan plan) {
        double step = StrictMath.pow(10, -analyte.decimals());
        double smallest = VALUES.value(plan, analyte, DAY) * 0.15;
        return 1e-9 + (analyte.scale() == Analyte.Scale.LOG ? 1.2 * step / smallest : step);
    }

    private static Plan healthy() {
        Plan plan = PLANNER.plan(new Subject(5, Sex.FEMALE, 1960));
        return new Plan(plan.subject(), plan.risk(), List.of(), null);
    }
}

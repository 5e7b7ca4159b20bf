package org.prodrome.cohort.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.PlantedFiles;

/** On thousands of people simulated from the product's own files, of which a few diseases and decoys are left in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalibrationTest {
    private static final Set<String> LEFT_IN =
            Set.of("type-2-diabetes", "chronic-kidney-disease", "impaired-glucose", "stable-kidney");
    private static final List<String> ASKED = List.of("type-2-diabetes", "chronic-kidney-disease");
    private static final Check.Sample SAMPLE = new Check.Sample(4000, 2, 1);

    private final PlantedFiles files = fewer();
    private final Check check = new Check(files, GridSettings.USUAL, List.of(new Window(1095, 0)), 20_261_121);

    @SuppressWarnings("NullAway.Init")
    private List<CheckRow> rows;

    @BeforeAll
    void ask() {
        rows = check.rows(SAMPLE);
    }

    @Test
    void asManyFallIllAsTheOracleExpects() {
        for (String disease : ASKED) {
            List<CheckRow> asked = asked(disease);
            double expected = sum(asked, disease);
            assertThat(cases(asked, disease)).as(disease).isGreaterThan(40);
            assertThat(Math.abs(cases(asked, disease) - expected) / deviation(asked, disease))
                    .as("%s: %s observed, %s expected", disease, cases(asked, disease), expected)
                    .isLessThan(3.5);
        }
    }

    /** Sum of squared standardised differences over ten tenths, which is chi-squared with ten degrees of freedom. */
    @Test
    void thatHoldsInEveryTenthOfTheProbabilities() {
        for (String disease : ASKED) {
            List<CheckRow> sorted = asked(disease).stream()
                    .sorted(Comparator.comparingDouble(row -> probability(row, disease)))
                    .toList();
            double squares = 0;
            for (int tenth = 0; tenth < 10; tenth++) {
                List<CheckRow> some = sorted.subList(tenth * sorted.size() / 10, (tenth + 1) * sorted.size() / 10);
                double z = (cases(some, disease) - sum(some, disease)) / deviation(some, disease);
                squares += z * z;
            }
            assertThat(squares).as(disease).isLessThan(45);
        }
    }

    @Test
    void knowsMoreThanTheHazardAndThanAnyLastValue() {
        for (String disease : ASKED) {
            int q = question(disease);
            double oracle = auroc(disease, row -> probability(row, disease));
            assertThat(oracle)
                    .as(disease)
                    .isGreaterThan(
                            auroc(disease, row -> row.withoutValues().get(q).probability()) + 0.03);
            for (int a = 0; a < files.panel().analytes().size(); a++) {
                int analyte = a;
                double area = auroc(disease, row -> orZero(row.lastValues().get(analyte)));
                assertThat(oracle).as(disease).isGreaterThan(Math.max(area, 1 - area));
            }
        }
    }

    @Test
    void gainsNothingFromTheValuesOfSomebodyElse() {
        var half = new Check.Sample(SAMPLE.persons() / 2, SAMPLE.daysEach(), 1);
        List<CheckRow> shuffled = check.rows(
                half,
                number ->
                        check.person(number).withValues(check.person(number + 1).values()));
        for (String disease : ASKED) {
            int q = question(disease);
            List<CheckRow> asked = shuffled.stream()
                    .filter(row -> row.given().get(q).isGiven())
                    .toList();

            assertThat(auroc(asked, q, row -> row.given().get(q).probability()))
                    .as(disease)
                    .isLessThan(
                            auroc(asked, q, row -> row.withoutValues().get(q).probability()) + 0.02);
        }
    }

    private static PlantedFiles fewer() {
        PlantedFiles all = PlantedFiles.builtIn(1);
        return all.without(all.diseases().stream()
                .map(Disease::id)
                .filter(id -> !LEFT_IN.contains(id))
                .collect(Collectors.toSet()));
    }

    private int question(String disease) {
        return check.questions().stream().map(Question::outcome).toList().indexOf(disease);
    }

    private List<CheckRow> asked(String disease) {
        int q = question(disease);
        return rows.stream().filter(row -> row.given().get(q).isGiven()).toList();
    }

    private double probability(CheckRow row, String disease) {
        return row.given().get(question(disease)).probability();
    }

    private int cases(List<CheckRow> some, String disease) {
        return (int) some.stream()
                .filter(row -> row.happened().get(question(disease)))
                .count();
    }

    private double sum(List<CheckRow> some, String disease) {
        return some.stream().mapToDouble(row -> probability(row, disease)).sum();
    }

    private double deviation(List<CheckRow> some, String disease) {
        return Math.sqrt(some.stream()
                .mapToDouble(row -> probability(row, disease) * (1 - probability(row, disease)))
                .sum());
    }

    private double auroc(String disease, ToDoubleFunction<CheckRow> score) {
        return auroc(asked(disease), question(disease), score);
    }

    private static double auroc(List<CheckRow> some, int q, ToDoubleFunction<CheckRow> score) {
        boolean[] cases = new boolean[some.size()];
        double[] weights = new double[some.size()];
        for (int i = 0; i < cases.length; i++) {
            cases[i] = some.get(i).happened().get(q);
            weights[i] = 1;
        }
        return Ranking.auroc(some.stream().mapToDouble(score).toArray(), cases, weights);
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}

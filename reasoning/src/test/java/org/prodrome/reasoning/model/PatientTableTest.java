package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.SeenValues.Kind;
import org.prodrome.reasoning.statistics.Cholesky;
import org.prodrome.reasoning.token.Courses;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

class PatientTableTest {

    private static final int CODES = 11;
    private static final int LAB = 8;
    private static final int VISIT = 9;
    private static final int NEVER_MET = 10;
    private static final float NOW = 20_000.5f;

    /** A lab six times of which three have a token, the last two on one day; a visit of long ago; and the as-of token. */
    private static final Tokens TOKENS = new Tokens(
            new int[] {VISIT, LAB, LAB, LAB, Vocabulary.AS_OF},
            new int[] {0, 1, 1, 1, 0},
            new float[] {0, 2, 2.5f, 4, 0},
            new float[] {15_000, 19_650, 19_990, 19_990, NOW},
            new int[] {0, 4, 5, 6, -1},
            7,
            4,
            0,
            new Courses(
                    new int[] {LAB, LAB, LAB, LAB, LAB, LAB},
                    new float[] {-3, -1, 1, 2, 2.5f, 4},
                    new float[] {17_000, 18_000, 19_300, 19_650, 19_990, 19_990},
                    new int[] {1, 2, 3, 4, 5, 6},
                    6,
                    3));

    private static final PatientTable TABLE = new PatientTable(CODES, expected(NEVER_MET));

    @Test
    void tellsOfEachCodeItsTokensAndOfItsValuesTheWholeCourse() {
        float[] row = TABLE.row(TOKENS);

        assertThat(row).hasSize(PatientTable.width(CODES));
        assertThat(row[PatientTable.AGE]).isEqualTo(NOW / 365.25f, within(1e-3f));
        assertThat(row[PatientTable.events(LAB, false)]).isEqualTo(3);
        assertThat(row[PatientTable.events(LAB, true)]).isEqualTo(3);
        assertThat(row[PatientTable.events(VISIT, false)]).isEqualTo(1);
        assertThat(of(row, LAB, Kind.VALUES)).isEqualTo(6);
        assertThat(of(row, LAB, Kind.LAST)).isEqualTo(4);
        assertThat(of(row, LAB, Kind.SMALLEST)).isEqualTo(-3);
        assertThat(of(row, LAB, Kind.LARGEST)).isEqualTo(4);
        assertThat(of(row, LAB, Kind.MEAN)).isEqualTo(5.5f / 6, within(1e-6f));
        assertThat(of(row, LAB, Kind.DAYS_SINCE)).isEqualTo(10.5f);
    }

    /** With the whole covariance: 0.25 within on its diagonal and 4 between everywhere; expected is 1 and half a decade's age. */
    @Test
    void tellsHowValuesDepartFromWhatIsExpected() {
        float[] row = TABLE.row(TOKENS);
        double[] z = {-3, -1, 1, 2, 2.5, 4};
        double[] ages = {17_000, 18_000, 19_300, 19_650, 19_990, 19_990};
        double[][] covariance = new double[6][6];
        double[] departures = new double[6];
        double[] heights = new double[6];
        for (int i = 0; i < z.length; i++) {
            departures[i] = z[i] - 1 - 0.5 * (ages[i] / 3652.5 - 5);
            heights[i] = Math.max(0, 1 - (NOW - ages[i]) / 365.25 / 4);
            for (int j = 0; j < z.length; j++) {
                covariance[i][j] = 4 + (i == j ? 0.25 : 0);
            }
        }
        double score = product(heights, Cholesky.solve(covariance, departures));
        double information = product(heights, Cholesky.solve(covariance, heights));
        double[] ones = {1, 1, 1, 1, 1, 1};
        double offset = 4 * product(ones, Cholesky.solve(covariance, departures));

        assertThat(of(row, LAB, Kind.LEVEL)).isEqualTo((float) (offset / 2), within(1e-4f));
        assertThat(of(row, LAB, Kind.LAST_DEPARTURE)).isEqualTo((float) (departures[5] / 0.5), within(1e-4f));
        assertThat(of(row, LAB, Kind.RISE_OF_4_YEARS))
                .isEqualTo((float) (score / Math.sqrt(information)), within(1e-4f));
        assertThat(of(row, LAB, Kind.SCORE_OF_4_YEARS)).isEqualTo((float) (score * 0.5), within(1e-4f));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void whatADiagnosisOnRecordExplainsIsNoDeparture() {
        Tokens diagnosed = new Tokens(
                new int[] {VISIT, LAB, Vocabulary.AS_OF},
                new int[] {0, 1, 0},
                new float[] {0, 3, 0},
                new float[] {19_990, 19_900, NOW},
                new int[] {0, 1, -1},
                2,
                2,
                0);
        float unexplained = of(new PatientTable(CODES, expected(NEVER_MET)).row(diagnosed), LAB, Kind.LAST_DEPARTURE);
        float explained = of(new PatientTable(CODES, expected(VISIT)).row(diagnosed), LAB, Kind.LAST_DEPARTURE);

        assertThat(unexplained - explained).isEqualTo(1.5f / 0.5f, within(1e-4f));
    }

    @Test
    void withoutExpectationsOnlyPlainFiguresAreTold() {
        float[] row = new PatientTable(CODES, ExpectedValues.NONE).row(TOKENS);

        assertThat(of(row, LAB, Kind.LAST)).isEqualTo(4);
        assertThat(of(row, LAB, Kind.LEVEL)).isNaN();
        assertThat(of(row, LAB, Kind.RISE_OF_8_YEARS)).isNaN();
        assertThat(of(row, LAB, Kind.SCORE_OF_1_YEAR)).isNaN();
    }

    /** Of the lab alone; the code that records the one diagnosis shifts it by 1.5 in the half year before. */
    private static ExpectedValues expected(int diagnosis) {
        return new ExpectedValues(
                List.of(-0.5, 0.0),
                List.of(List.of(diagnosis)),
                List.of(new ExpectedValues.Analyte(
                        LAB, new float[] {1, 0, 0.5f, 0}, new float[][] {{1.5f, 9}}, 0.5, 2)));
    }

    @Test
    void whatThereIsNoneOfIsMissingAndNotNought() {
        float[] row = TABLE.row(TOKENS);

        for (Kind kind : Kind.values()) {
            assertThat(of(row, NEVER_MET, kind)).isNaN();
        }
        assertThat(row[PatientTable.events(NEVER_MET, false)]).isNaN();
        assertThat(row[PatientTable.events(VISIT, true)]).isNaN();
        assertThat(of(row, VISIT, Kind.LAST)).isNaN();
    }

    @Test
    void aReadSeesNothingOfItsFuture() {
        float[] earlier = TABLE.row(TOKENS, 19_650.5f);

        assertThat(row(earlier, false)).isEqualTo(1);
        assertThat(of(earlier, LAB, Kind.VALUES)).isEqualTo(4);
        assertThat(of(earlier, LAB, Kind.LAST)).isEqualTo(2);
        assertThat(of(earlier, LAB, Kind.LARGEST)).isEqualTo(2);
    }

    @Test
    void placesBeyondTheLengthOfSharedCoursesAreNotSeen() {
        Courses whole = TOKENS.courses();
        Courses shorter = new Courses(whole.codes(), whole.z(), whole.ages(), whole.entries(), 3, 0);
        Tokens tokens = new Tokens(
                TOKENS.codes(), TOKENS.bins(), TOKENS.z(), TOKENS.ages(), TOKENS.entries(), 7, 4, 0, shorter);

        assertThat(of(TABLE.row(tokens), LAB, Kind.VALUES)).isEqualTo(3);
        assertThat(of(TABLE.row(tokens), LAB, Kind.LAST)).isEqualTo(1);
    }

    @Test
    void tokensAndNumbersAreLeftOutEachByTheirPlaces() {
        float[] without = TABLE.row(TOKENS.without(Set.of(1, 2, 3), Set.of(0, 1, 2, 3, 4, 5)));
        assertThat(of(without, LAB, Kind.VALUES)).isNaN();
        assertThat(row(without, false)).isNaN();

        float[] oneLess = TABLE.row(TOKENS.without(Set.of(3), Set.of(5)));
        assertThat(of(oneLess, LAB, Kind.VALUES)).isEqualTo(5);
        assertThat(of(oneLess, LAB, Kind.LAST)).isEqualTo(2.5f);
        assertThat(row(oneLess, false)).isEqualTo(2);
    }

    private static float row(float[] row, boolean ofYear) {
        return row[PatientTable.events(LAB, ofYear)];
    }

    private static float of(float[] row, int code, Kind kind) {
        return row[PatientTable.column(code, kind)];
    }
}

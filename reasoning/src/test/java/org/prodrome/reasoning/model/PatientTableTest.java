package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.SeenValues.Kind;
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

    @Test
    void tellsOfEachCodeItsTokensAndOfItsValuesTheWholeCourse() {
        float[] row = PatientTable.row(TOKENS, CODES);

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
        assertThat(of(row, LAB, Kind.CHANGE)).isEqualTo(2);
        assertThat(of(row, LAB, Kind.DAYS_SINCE)).isEqualTo(10.5f);
    }

    @Test
    void whatIsNewStandsBesideWhatIsUsual() {
        float[] row = PatientTable.row(TOKENS, CODES);
        float usual = -2;

        assertThat(of(row, LAB, Kind.USUAL)).isEqualTo(usual);
        assertThat(of(row, LAB, Kind.NEW)).isEqualTo(8.5f / 3, within(1e-6f));
        assertThat(of(row, LAB, Kind.NEW_LESS_USUAL)).isEqualTo(8.5f / 3 - usual, within(1e-6f));
        assertThat(of(row, LAB, Kind.RECENT)).isEqualTo(1);
        assertThat(of(row, LAB, Kind.OLDER)).isNaN();
        assertThat(of(row, LAB, Kind.OLDER_LESS_USUAL)).isNaN();
        assertThat(of(row, LAB, Kind.MEMORY_OF_6_MONTHS)).isBetween(2.5f, 4f);
        assertThat(of(row, LAB, Kind.MEMORY_OF_4_YEARS))
                .isLessThan(of(row, LAB, Kind.MEMORY_OF_18_MONTHS))
                .isGreaterThan(of(row, LAB, Kind.MEAN));
    }

    @Test
    void theSlopeIsPerYear() {
        float[] x = {19_300, 19_650, 19_990, 19_990};
        float[] y = {1, 2, 2.5f, 4};
        double meanX = (19_300 + 19_650 + 19_990 + 19_990) / 4.0;
        double above = 0;
        double below = 0;
        for (int i = 0; i < x.length; i++) {
            above += (x[i] - meanX) * y[i];
            below += (x[i] - meanX) * (x[i] - meanX);
        }

        assertThat(of(PatientTable.row(TOKENS, CODES), LAB, Kind.SLOPE_OF_3_YEARS))
                .isEqualTo((float) (above / below * 365.25), within(1e-4f));
    }

    @Test
    void whatThereIsNoneOfIsMissingAndNotNought() {
        float[] row = PatientTable.row(TOKENS, CODES);

        for (Kind kind : Kind.values()) {
            assertThat(of(row, NEVER_MET, kind)).isNaN();
        }
        assertThat(row[PatientTable.events(NEVER_MET, false)]).isNaN();
        assertThat(row[PatientTable.events(VISIT, true)]).isNaN();
        assertThat(of(row, VISIT, Kind.LAST)).isNaN();
    }

    @Test
    void aReadSeesNothingOfItsFuture() {
        float[] earlier = PatientTable.row(TOKENS, CODES, 19_650.5f);

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

        assertThat(of(PatientTable.row(tokens, CODES), LAB, Kind.VALUES)).isEqualTo(3);
        assertThat(of(PatientTable.row(tokens, CODES), LAB, Kind.LAST)).isEqualTo(1);
    }

    @Test
    void leavingOutTokensLeavesOutTheOtherNumbersOfTheirCodeToo() {
        float[] without = PatientTable.row(TOKENS.without(Set.of(1, 2, 3)), CODES);
        assertThat(of(without, LAB, Kind.VALUES)).isNaN();

        float[] oneLess = PatientTable.row(TOKENS.without(Set.of(3)), CODES);
        assertThat(of(oneLess, LAB, Kind.VALUES)).isEqualTo(2);
        assertThat(of(oneLess, LAB, Kind.LAST)).isEqualTo(2.5f);
    }

    private static float row(float[] row, boolean ofYear) {
        return row[PatientTable.events(LAB, ofYear)];
    }

    private static float of(float[] row, int code, Kind kind) {
        return row[PatientTable.column(code, kind)];
    }
}

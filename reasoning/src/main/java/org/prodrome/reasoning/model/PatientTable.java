package org.prodrome.reasoning.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ExpectedValues.Analyte;
import org.prodrome.reasoning.token.Courses;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * What boosted trees read of a patient: one row per read, of the tokens that the network reads and of the courses of all analytes
 * over the whole record, which a window has no room for.
 *
 * <p>Per code how many of its tokens there are, ever and in the last year; of its values what {@link SeenValues} tells; and the
 * age. What there is none of is NaN. Immutable and pure.
 */
public final class PatientTable {

    /** The column of the age in years at the read. */
    static final int AGE = 0;

    private static final int DAYS_OF_YEAR = 365;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final int EVENTS = 0;
    private static final int EVENTS_OF_YEAR = 1;
    private static final int COUNTS = 2;
    private static final SeenValues.Kind[] KINDS = SeenValues.Kind.values();
    private static final int PER_CODE = COUNTS + KINDS.length;

    private final int codes;
    private final ExpectedValues expected;
    private final @Nullable Analyte[] byCode;

    /** Of a vocabulary's so many codes. */
    public PatientTable(int codes, ExpectedValues expected) {
        this.codes = codes;
        this.expected = expected;
        byCode = expected.byCode(codes);
    }

    /** How many columns a vocabulary makes. */
    public static int width(int codes) {
        return 1 + codes * PER_CODE;
    }

    /** The column of a code's events, ever or in the last year. */
    static int events(int code, boolean ofYear) {
        return 1 + code * PER_CODE + (ofYear ? EVENTS_OF_YEAR : EVENTS);
    }

    /** The column of what is told of a code's values. */
    static int column(int code, SeenValues.Kind kind) {
        return 1 + code * PER_CODE + COUNTS + kind.ordinal();
    }

    /** The row at the tokens' own as-of token, {@code (width)}. */
    public float[] row(Tokens tokens) {
        return row(tokens, tokens.ages()[tokens.length() - 1]);
    }

    /**
     * The row at one age, {@code (width)}.
     *
     * @param now age of the read in days; it sees what is strictly earlier
     */
    float[] row(Tokens tokens, float now) {
        float[] row = new float[width(codes)];
        Arrays.fill(row, Float.NaN);
        row[AGE] = (float) (now / DAYS_PER_YEAR);
        for (int place = 0; place < tokens.length(); place++) {
            int code = tokens.codes()[place];
            if (code != Vocabulary.AS_OF && tokens.ages()[place] < now) {
                add(row, events(code, false));
                if (now - tokens.ages()[place] <= DAYS_OF_YEAR) {
                    add(row, events(code, true));
                }
            }
        }
        seen(tokens, now).forEach((code, values) -> {
            for (SeenValues.Kind kind : KINDS) {
                row[column(code, kind)] = values.tell(kind);
            }
        });
        return row;
    }

    private static void add(float[] row, int column) {
        row[column] = Float.isNaN(row[column]) ? 1 : row[column] + 1;
    }

    private Map<Integer, SeenValues> seen(Tokens tokens, float now) {
        Courses courses = tokens.courses();
        boolean male = tokens.male();
        float[] diagnosed = expected.diagnosed(tokens, now);
        Map<Integer, SeenValues> byCodeSeen = new HashMap<>();
        for (int i = 0; i < courses.length() && courses.ages()[i] < now; i++) {
            int code = courses.codes()[i];
            Analyte analyte = byCode[code];
            float z = courses.z()[i];
            float age = courses.ages()[i];
            double departure = analyte == null ? Double.NaN : expected.departure(analyte, z, age, male, diagnosed);
            byCodeSeen.computeIfAbsent(code, c -> new SeenValues(now, analyte)).add(z, age, departure);
        }
        return byCodeSeen;
    }
}

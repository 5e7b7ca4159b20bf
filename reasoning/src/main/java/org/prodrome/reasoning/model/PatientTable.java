package org.prodrome.reasoning.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.prodrome.reasoning.token.Courses;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * What boosted trees read of a patient: one row per read, of the tokens that the network reads and of the courses of all analytes
 * over the whole record, which a window has no room for.
 *
 * <p>Per code how many of its tokens there are, ever and in the last year; of its values what {@link SeenValues} tells; and the
 * age. What there is none of is NaN. Pure.
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

    private final float[] row;
    private final float now;

    private PatientTable(int codes, float now) {
        this.now = now;
        row = new float[width(codes)];
        Arrays.fill(row, Float.NaN);
        row[AGE] = (float) (now / DAYS_PER_YEAR);
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
    public static float[] row(Tokens tokens, int codes) {
        return row(tokens, codes, tokens.ages()[tokens.length() - 1]);
    }

    /**
     * The row at one age, {@code (width)}.
     *
     * @param codes of the vocabulary
     * @param now age of the read in days; it sees what is strictly earlier
     */
    static float[] row(Tokens tokens, int codes, float now) {
        PatientTable table = new PatientTable(codes, now);
        for (int place = 0; place < tokens.length(); place++) {
            if (tokens.codes()[place] != Vocabulary.AS_OF && tokens.ages()[place] < now) {
                table.count(tokens.codes()[place], tokens.ages()[place]);
            }
        }
        table.values(tokens.courses());
        return table.row;
    }

    private void count(int code, float age) {
        add(events(code, false));
        if (now - age <= DAYS_OF_YEAR) {
            add(events(code, true));
        }
    }

    private void add(int column) {
        row[column] = Float.isNaN(row[column]) ? 1 : row[column] + 1;
    }

    private void values(Courses courses) {
        Map<Integer, SeenValues> byCode = new HashMap<>();
        for (int i = 0; i < courses.length() && courses.ages()[i] < now; i++) {
            byCode.computeIfAbsent(courses.codes()[i], code -> new SeenValues(now))
                    .add(courses.z()[i], courses.ages()[i]);
        }
        byCode.forEach((code, seen) -> {
            for (SeenValues.Kind kind : KINDS) {
                row[column(code, kind)] = seen.tell(kind);
            }
        });
    }
}

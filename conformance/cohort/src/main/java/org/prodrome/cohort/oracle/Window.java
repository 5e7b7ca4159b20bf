package org.prodrome.cohort.oracle;

import java.util.Locale;

/**
 * When a diagnosis would count: in (t + gap, t + horizon].
 *
 * @param horizonDays above the gap
 * @param gapDays 0 or more
 */
record Window(int horizonDays, int gapDays) {
    private static final int LONGEST_DAYS = 20 * 366;

    Window {
        if (gapDays < 0 || horizonDays <= gapDays || horizonDays > LONGEST_DAYS) {
            throw new OracleException(String.format(
                    Locale.ROOT,
                    "horizonDays, gapDays: expected 0 <= gap < horizon <= %d, got %d and %d",
                    LONGEST_DAYS,
                    horizonDays,
                    gapDays));
        }
    }
}

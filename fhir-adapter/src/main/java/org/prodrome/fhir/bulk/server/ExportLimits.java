package org.prodrome.fhir.bulk.server;

import java.time.Duration;

/**
 * Bounds on what one export can cost us.
 *
 * @param perRequest one answer that is no file
 * @param stall how long a download may stand still before it is broken off and tried again
 * @param attempts how often one request, or one file without any progress, is tried in all
 * @param downloads files at once
 * @param firstWait before the second look at a job; doubles from there where the server asks for no other
 * @param longestWait where the server asks for no other
 * @param patience the whole export
 * @param answerBytes largest answer that is no file
 */
public record ExportLimits(
        Duration perRequest,
        Duration stall,
        int attempts,
        int downloads,
        Duration firstWait,
        Duration longestWait,
        Duration patience,
        long answerBytes) {
    public static final ExportLimits DEFAULT = new ExportLimits(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            6,
            4,
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofHours(24),
            64L << 20);

    public ExportLimits {
        boolean times = positive(perRequest)
                && positive(stall)
                && positive(firstWait)
                && positive(longestWait)
                && positive(patience);
        if (!times || attempts < 1 || downloads < 1 || answerBytes < 1) {
            throw new IllegalArgumentException("limits: expected positive numbers");
        }
    }

    private static boolean positive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }
}

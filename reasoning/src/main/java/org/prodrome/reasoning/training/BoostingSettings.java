package org.prodrome.reasoning.training;

import java.util.List;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.CalibrationCounts;
import org.prodrome.reasoning.model.ExpectedValues;
import org.prodrome.reasoning.timeline.DataFile;

/**
 * How trees are boosted beside a network, from a data file.
 *
 * @param rows most training sequences that are looked at, at equal steps
 * @param controlsPerEvent rows without the outcome that are kept for each with it; they weigh more instead
 * @param fewestControls so many are kept anyway
 * @param fewestEvents training patients, and tuning patients, with the outcome in a span, for trees to be fitted to it
 * @param firstSpanDays hazards up to here and those after it have trees of their own; an edge of the hazard bins
 * @param diagnosisYears edges of the spans of time around a diagnosis on record in which values are expected apart
 * @param rounds most trees
 * @param patience rounds without gain on the tuning rows, after which no tree is added
 * @param depth of a tree
 * @param rate that each tree's leaves are shrunk by
 * @param fewestExpected outcomes that the model expects in a leaf
 * @param rowShare of the rows that each tree sees
 * @param columnShare of the columns that each tree sees
 * @param ridge penalty of the leaves
 * @param networkShares powers that the network's hazards are tried at, 1 first; the tuning rows choose
 * @param allSharesUpToRows of no more training rows all of them are tried
 * @param fullShareFromRatio of more, {@link HazardSlope} of a span's tuning rows by that of its training rows, from which on the
 *     network's hazards are taken as they are
 */
record BoostingSettings(
        String source,
        String date,
        int rows,
        int controlsPerEvent,
        int fewestControls,
        int fewestEvents,
        int firstSpanDays,
        List<Double> diagnosisYears,
        int rounds,
        int patience,
        int depth,
        double rate,
        double fewestExpected,
        double rowShare,
        double columnShare,
        double ridge,
        List<Double> networkShares,
        int allSharesUpToRows,
        double fullShareFromRatio,
        long seed) {

    BoostingSettings {
        diagnosisYears = List.copyOf(diagnosisYears);
        networkShares = List.copyOf(networkShares);
        if (!ExpectedValues.isRising(diagnosisYears)) {
            throw new IllegalArgumentException(
                    "boosted-trees: diagnosisYears: expected rising numbers, got " + diagnosisYears);
        }
        if (fewestEvents < CalibrationCounts.FEWEST_TOLD || allSharesUpToRows < 0) {
            throw new IllegalArgumentException("boosted-trees: fewestEvents, allSharesUpToRows: expected at least "
                    + CalibrationCounts.FEWEST_TOLD + ", for their rate goes into a package, and at least 0, got "
                    + fewestEvents + " and "
                    + allSharesUpToRows);
        }
        if (!isFallingFromOne(networkShares) || !(fullShareFromRatio > 0)) {
            throw new IllegalArgumentException(
                    "boosted-trees: networkShares, fullShareFromRatio: expected 1 and then falling numbers down to 0 at least, and a ratio above 0, got "
                            + networkShares + " and " + fullShareFromRatio);
        }
        if (rows <= 0 || rounds <= 0 || patience <= 0 || depth <= 0 || rate <= 0) {
            throw new IllegalArgumentException(
                    "boosted-trees: expected rows, rounds, patience, depth and rate above 0");
        }
    }

    private static boolean isFallingFromOne(List<Double> shares) {
        return !shares.isEmpty()
                && shares.getFirst() == 1
                && shares.getLast() >= 0
                && IntStream.range(1, shares.size()).allMatch(i -> shares.get(i) < shares.get(i - 1));
    }

    static BoostingSettings load() {
        return DataFile.read(BoostingSettings.class, "boosted-trees.json", BoostingSettings.class);
    }
}

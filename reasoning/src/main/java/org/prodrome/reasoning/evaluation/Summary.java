package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report in small: what goes into a model package and its card.
 *
 * @param synthetic whether anything is synthetic; every reader must then be told
 * @param patients held out, with at least one index date
 * @param indexDates of these
 * @param tasks of the model's own held-out patients
 * @param tallies how often the model beats each baseline
 * @param medians over outcomes, per horizon
 * @param targets what had to be reached
 */
record Summary(
        boolean synthetic,
        int patients,
        int indexDates,
        List<Task> tasks,
        List<Tally> tallies,
        List<Medians> medians,
        List<Target> targets) {
    Summary {
        tasks = List.copyOf(tasks);
        tallies = List.copyOf(tallies);
        medians = List.copyOf(medians);
        targets = List.copyOf(targets);
    }

    /**
     * One outcome at one horizon.
     *
     * @param events null when held back: fewer than the smallest cell
     * @param missing why nothing was measured; null when something was
     * @param aurocs by predictor
     * @param verdicts by baseline
     * @param leadMedianMonths of the cases alerted at the protocol's PPV
     * @param leadOfOracle mean lead time over all cases, of the oracle's
     */
    record Task(
            String outcome,
            String name,
            int horizonDays,
            int rows,
            int patients,
            @Nullable Integer events,
            double prevalence,
            @Nullable String missing,
            Map<String, Figure> aurocs,
            Map<String, Verdict> verdicts,
            Figure averagePrecision,
            Figure calibrationSlope,
            Figure observedOverExpected,
            Figure oracleShare,
            Figure leadMedianMonths,
            Figure leadOfOracle,
            List<Group> groups) {}

    /** AUROC of one part of the patients; null when held back. */
    record Group(String dimension, String group, @Nullable Figure auroc) {}

    /** Over the tasks that could be compared. */
    record Tally(String baseline, String name, int tasks, int beats, int equal, int doesNotBeat) {}

    /**
     * Over outcomes.
     *
     * @param outcomes with an oracle that gains enough
     * @param oracleShare of its AUROC gain over age and sex
     * @param gains AUROC of the model less the baseline's, by baseline
     */
    record Medians(int horizonDays, int outcomes, Figure oracleShare, Map<String, Figure> gains) {}
}

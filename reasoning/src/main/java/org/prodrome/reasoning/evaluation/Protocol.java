package org.prodrome.reasoning.evaluation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.prodrome.reasoning.timeline.DataFile;

/**
 * What is measured where, read from {@code protocol.json}.
 *
 * @param sources of the measures and limits
 * @param predictors what is compared, in the order of tables
 * @param alertPrecision PPV, reached on the tuning rows, of the alert whose lead time is measured
 * @param alertPrecisions PPVs at which the alert burden is shown
 * @param alertShares shares of tuning rows alerted at which the alert burden is shown
 * @param leastAlertedRows fewest tuning rows alerted, for a threshold to count
 * @param netBenefitThresholds risks from which on one would act, rising
 * @param smallCell a group with fewer patients with the event, or without, isn't shown
 * @param ageBands of subgroups, rising
 * @param stratumYears width of an age stratum
 * @param leastPerStratum fewest events and non-events of a stratum
 * @param leastAnswered a predictor that chooses rows and answers a smaller share of the model's is compared apart
 * @param leastOracleGain below this AUROC gain of the oracle over age and sex there is nothing to share in
 * @param gapDays left out after the index date, to see how far figures drop
 * @param recallAt places in a differential
 * @param overlapOf how many of the largest contributions are compared
 * @param conformalLevel share of those who get it, and of those who don't, whose verdict is made not to contradict what becomes of
 *     them, at least
 * @param notEvaluated what the product shows that no figure of a report is about
 */
record Protocol(
        int version,
        String date,
        List<String> sources,
        List<Predictor> predictors,
        double alertPrecision,
        List<Double> alertPrecisions,
        List<Double> alertShares,
        int leastAlertedRows,
        List<Double> netBenefitThresholds,
        int smallCell,
        List<AgeBand> ageBands,
        int stratumYears,
        int leastPerStratum,
        double leastAnswered,
        double leastOracleGain,
        List<Integer> gapDays,
        List<Integer> recallAt,
        int overlapOf,
        double conformalLevel,
        List<String> notEvaluated,
        Targets targets) {

    /**
     * What answers, and how it is named to readers.
     *
     * @param choosesRows whether what it leaves unanswered is left out for all
     */
    record Predictor(String id, String name, String about, Boolean choosesRows) {
        Predictor {
            Objects.requireNonNull(choosesRows, "protocol.json: predictors: choosesRows");
        }
    }

    /** One band of ages, up to the next. */
    record AgeBand(String name, int fromYears) {}

    /**
     * What the model has to reach.
     *
     * @param leastCases held-out cases from which on a task counts
     * @param oracleShareMedian of the oracle's AUROC gain over age and sex, median over outcomes
     * @param oracleShareEach what no outcome's interval may lie wholly below
     * @param leadTimeOfOracle share of the oracle's lead time
     * @param calibrationFromEvents events from which on calibration counts
     * @param auroc by outcome
     */
    record Targets(
            int leastCases,
            double oracleShareMedian,
            double oracleShareEach,
            double leadTimeOfOracle,
            int calibrationFromEvents,
            Map<String, Double> auroc) {}

    /** The protocol of this build. */
    static Protocol load() {
        return DataFile.read(Protocol.class, "protocol.json", Protocol.class);
    }

    /** How a predictor is named to readers. */
    String nameOf(String predictor) {
        return predictors.stream()
                .filter(known -> known.id().equals(predictor))
                .map(Predictor::name)
                .findFirst()
                .orElse(predictor);
    }

    /** Whether what a predictor leaves unanswered is left out for all: not for a published score, nor for another model. */
    boolean choosesRows(String predictor) {
        return predictors.stream().anyMatch(known -> known.id().equals(predictor) && known.choosesRows());
    }

    /** The ids in the order of tables, ones that the protocol doesn't know last. */
    List<String> inOrder(Collection<String> ids) {
        List<String> known =
                predictors.stream().map(Predictor::id).filter(ids::contains).toList();
        List<String> others =
                ids.stream().filter(id -> !known.contains(id)).sorted().toList();
        return Stream.concat(known.stream(), others.stream()).toList();
    }

    /** Name of the band an age is in. */
    String ageBand(double years) {
        return ageBands.stream()
                .filter(band -> years >= band.fromYears())
                .reduce((first, last) -> last)
                .orElse(ageBands.getFirst())
                .name();
    }
}

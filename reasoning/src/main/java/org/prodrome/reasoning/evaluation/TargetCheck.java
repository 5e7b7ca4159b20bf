package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.prodrome.reasoning.statistics.Medians;
import org.prodrome.reasoning.statistics.Sampled;

/** Holds what was measured against the protocol's targets. */
final class TargetCheck {

    private final List<TaskMeasurement> tasks;
    private final List<HorizonResult> answered;
    private final Protocol.Targets targets;
    private final Protocol protocol;

    /**
     * Of one site.
     *
     * @param answered every outcome and horizon that the model answers
     */
    TargetCheck(List<TaskMeasurement> tasks, List<HorizonResult> answered, Protocol protocol) {
        this.tasks =
                tasks.stream().filter(task -> task.result().missing() == null).toList();
        this.answered = List.copyOf(answered);
        this.targets = protocol.targets();
        this.protocol = protocol;
    }

    List<Target> all() {
        List<Target> all = new ArrayList<>();
        List<Integer> horizons = tasks.stream()
                .map(task -> task.result().horizonDays())
                .distinct()
                .sorted()
                .toList();
        for (int horizon : horizons) {
            all.add(shareMedian(horizon));
            all.add(shareEach(horizon));
            all.add(aboveInTheMedian(horizon, TaskData.COUNTS_TREES));
            all.add(aboveInTheMedian(horizon, TaskData.LAST_LABS));
            all.add(leadTime(horizon));
        }
        targets.auroc().forEach((outcome, least) -> all.add(auroc(outcome, least)));
        all.addAll(new CalibrationTargets(
                        tasks.stream().map(TaskMeasurement::result).toList(), answered, targets.calibrationFromEvents())
                .all());
        return all;
    }

    /** Planted outcomes at a horizon, with enough cases: those that an oracle answers. */
    private List<TaskMeasurement> planted(int horizon) {
        return tasks.stream()
                .filter(task -> task.result().horizonDays() == horizon)
                .filter(task -> task.result().predictor(TaskData.ORACLE).isPresent())
                .filter(task -> cases(task) >= targets.leastCases())
                .toList();
    }

    private static int cases(TaskMeasurement task) {
        return task.result()
                .predictor(TaskData.MODEL)
                .map(p -> p.leadTime().cases())
                .orElse(0);
    }

    private String few(int horizon) {
        return "no outcome with an oracle has " + targets.leastCases() + " cases within " + Words.within(horizon);
    }

    private List<TaskMeasurement> sharing(int horizon) {
        return planted(horizon).stream()
                .filter(task -> task.oracleShare() != null)
                .toList();
    }

    private Target shareMedian(int horizon) {
        String id = "oracle-share-median-" + horizon;
        String required = "Within " + Words.within(horizon)
                + ": share of the oracle's AUROC gain over age + sex, median over outcomes, at least "
                + Words.number(targets.oracleShareMedian(), 2);
        List<Sampled> shares = sharing(horizon).stream()
                .map(TaskMeasurement::oracleShare)
                .filter(Objects::nonNull)
                .toList();
        if (shares.isEmpty()) {
            return Target.notMeasured(id, required, few(horizon));
        }
        Figure median = Figure.of(Sampled.median(shares), "not defined");
        return new Target(
                id,
                required,
                Words.figure(median, 2) + " over " + shares.size() + " outcomes",
                median.value() >= targets.oracleShareMedian(),
                List.of());
    }

    private Target shareEach(int horizon) {
        String id = "oracle-share-each-" + horizon;
        String required = "Within " + Words.within(horizon) + ": no outcome's interval of that share wholly below "
                + Words.number(targets.oracleShareEach(), 2);
        List<TaskMeasurement> sharing = sharing(horizon);
        if (sharing.isEmpty()) {
            return Target.notMeasured(id, required, few(horizon));
        }
        List<String> below = sharing.stream()
                .map(TaskMeasurement::result)
                .filter(result -> result.oracle().share().interval().high() < targets.oracleShareEach())
                .map(result ->
                        result.name() + " " + Words.figure(result.oracle().share(), 2))
                .toList();
        return new Target(
                id, required, below.size() + " of " + sharing.size() + " outcomes below", below.isEmpty(), below);
    }

    private Target aboveInTheMedian(int horizon, String baseline) {
        String id = "above-" + baseline + "-" + horizon;
        String required = "Within " + Words.within(horizon) + ": AUROC above " + protocol.nameOf(baseline)
                + " in the median over outcomes";
        List<Sampled> gains = planted(horizon).stream()
                .map(task -> Optional.ofNullable(task.gains().get(baseline)))
                .flatMap(Optional::stream)
                .toList();
        if (gains.isEmpty()) {
            return Target.notMeasured(id, required, few(horizon) + " and an answer of this baseline");
        }
        Figure median = Figure.of(Sampled.median(gains), "not defined");
        return new Target(
                id,
                required,
                "median difference " + Words.figure(median, 3) + " over " + gains.size() + " outcomes",
                median.value() > 0,
                List.of());
    }

    private Target leadTime(int horizon) {
        String id = "lead-time-" + horizon;
        double least = targets.leadTimeOfOracle();
        String required = "Within " + Words.within(horizon) + ": lead time at PPV " + protocol.alertPrecision()
                + " (mean over all cases) at least " + Words.number(least, 2)
                + " of the oracle's: in the median over outcomes, and no outcome's interval wholly below";
        List<TaskResult> planted = planted(horizon).stream()
                .map(TaskMeasurement::result)
                .filter(result -> result.oracle().leadMeanRatio().known())
                .toList();
        if (planted.isEmpty()) {
            return Target.notMeasured(id, required, few(horizon) + ", or the oracle alerts nobody at this PPV");
        }
        double median = Medians.of(planted.stream()
                .mapToDouble(result -> result.oracle().leadMeanRatio().value())
                .toArray());
        List<String> below = planted.stream()
                .filter(result -> result.oracle().leadMeanRatio().interval().high() < least)
                .map(result ->
                        result.name() + " " + Words.figure(result.oracle().leadMeanRatio(), 2))
                .toList();
        return new Target(
                id,
                required,
                "median " + Words.number(median, 2) + " over " + planted.size() + " outcomes",
                median >= least && below.isEmpty(),
                below);
    }

    private Target auroc(String outcome, double least) {
        String id = "auroc-" + outcome;
        List<TaskResult> own = tasks.stream()
                .map(TaskMeasurement::result)
                .filter(result -> result.outcome().equals(outcome))
                .toList();
        String trees = protocol.nameOf(TaskData.COUNTS_TREES);
        String required = outcome + ": AUROC at least " + Words.number(least, 2) + ", and never below " + trees
                + ", both by the values themselves, whatever their intervals";
        if (own.isEmpty()) {
            return Target.notMeasured(id, required, "this outcome was not evaluated");
        }
        List<String> missed = own.stream()
                .filter(result -> !(auroc(result).value() >= least) || besideTrees(result) < 0)
                .map(TargetCheck::aurocWords)
                .toList();
        if (missed.isEmpty() && own.stream().anyMatch(result -> Double.isNaN(besideTrees(result)))) {
            return Target.notMeasured(id, required, "it could not be compared with " + trees + " in every task");
        }
        return new Target(
                id,
                required,
                String.join("; ", own.stream().map(TargetCheck::aurocWords).toList()),
                missed.isEmpty(),
                missed);
    }

    /** AUROC less that of the trees; NaN where they were not compared. */
    private static double besideTrees(TaskResult result) {
        return result.against(TaskData.COUNTS_TREES)
                .map(difference -> difference.auroc().value())
                .orElse(Double.NaN);
    }

    private static Figure auroc(TaskResult result) {
        return result.predictor(TaskData.MODEL)
                .map(p -> p.figures().auroc())
                .orElseGet(() -> Figure.none("not measured"));
    }

    private static String aurocWords(TaskResult result) {
        double beside = besideTrees(result);
        return Words.within(result.horizonDays()) + " " + Words.figure(auroc(result), 3) + ", "
                + (Double.isNaN(beside) ? "" : Words.signed(beside, 3) + ", ")
                + result.verdict(TaskData.COUNTS_TREES).words();
    }
}

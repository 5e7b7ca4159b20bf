package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.prodrome.reasoning.statistics.Sampled;

/** Draws the tasks of one site together. */
final class Summarising {

    private final List<TaskMeasurement> tasks;
    private final List<HorizonResult> horizons;
    private final Protocol protocol;

    Summarising(List<TaskMeasurement> tasks, List<HorizonResult> horizons, Protocol protocol) {
        this.tasks = tasks;
        this.horizons = horizons;
        this.protocol = protocol;
    }

    Summary summary(boolean synthetic, EvaluationData.Site site) {
        return new Summary(
                synthetic,
                site.patients(),
                site.indexDates(),
                tasks.stream().map(task -> task(task.result())).toList(),
                tallies(),
                medians(),
                new TargetCheck(tasks, horizons, protocol).all());
    }

    private static Summary.Task task(TaskResult result) {
        Map<String, Figure> aurocs = new LinkedHashMap<>();
        result.predictors().forEach(p -> aurocs.put(p.id(), p.figures().auroc()));
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        result.differences().forEach(d -> {
            aurocs.putIfAbsent(d.baseline(), d.baselineAuroc());
            verdicts.put(d.baseline(), d.verdict());
        });
        return new Summary.Task(
                result.outcome(),
                result.name(),
                result.horizonDays(),
                result.rows(),
                result.patients(),
                result.events(),
                result.prevalence(),
                result.missing(),
                aurocs,
                verdicts,
                ofModel(result, p -> p.figures().averagePrecision()),
                ofModel(result, p -> p.figures().calibrationSlope()),
                ofModel(result, p -> p.figures().observedOverExpected()),
                result.oracle().share(),
                ofModel(result, p -> p.leadTime().medianMonths()),
                result.oracle().leadMeanRatio(),
                result.subgroups().stream()
                        .map(g -> new Summary.Group(
                                g.dimension(),
                                g.group(),
                                g.figures() == null ? null : g.figures().auroc()))
                        .toList());
    }

    private static Figure ofModel(TaskResult result, Function<PredictorResult, Figure> figure) {
        return result.predictor(TaskData.MODEL)
                .map(figure)
                .orElseGet(() -> Figure.none(Objects.requireNonNullElse(result.missing(), "not measured")));
    }

    private List<Summary.Tally> tallies() {
        List<Summary.Tally> tallies = new ArrayList<>();
        for (Protocol.Predictor baseline : protocol.predictors()) {
            List<Verdict> verdicts = tasks.stream()
                    .map(task -> task.result().verdict(baseline.id()))
                    .filter(verdict -> verdict != Verdict.NOT_COMPARED)
                    .toList();
            if (!verdicts.isEmpty()) {
                tallies.add(new Summary.Tally(
                        baseline.id(),
                        baseline.name(),
                        verdicts.size(),
                        count(verdicts, Verdict.BEATS),
                        count(verdicts, Verdict.EQUAL),
                        count(verdicts, Verdict.DOES_NOT_BEAT)));
            }
        }
        return tallies;
    }

    private static int count(List<Verdict> verdicts, Verdict which) {
        return (int) verdicts.stream().filter(verdict -> verdict == which).count();
    }

    private List<Summary.Medians> medians() {
        return tasks.stream()
                .map(task -> task.result().horizonDays())
                .distinct()
                .sorted()
                .map(this::medians)
                .toList();
    }

    private Summary.Medians medians(int horizonDays) {
        List<TaskMeasurement> own = tasks.stream()
                .filter(task -> task.result().horizonDays() == horizonDays)
                .toList();
        List<Sampled> shares = own.stream()
                .map(TaskMeasurement::oracleShare)
                .filter(Objects::nonNull)
                .toList();
        Map<String, Figure> gains = new LinkedHashMap<>();
        for (Protocol.Predictor baseline : protocol.predictors()) {
            List<Sampled> differences = own.stream()
                    .map(task -> task.gains().get(baseline.id()))
                    .filter(Objects::nonNull)
                    .toList();
            if (!differences.isEmpty()) {
                gains.put(baseline.id(), Figure.of(Sampled.median(differences), "not defined"));
            }
        }
        Figure share = shares.isEmpty()
                ? Figure.none("no outcome has an oracle that gains enough")
                : Figure.of(Sampled.median(shares), "not defined");
        return new Summary.Medians(horizonDays, shares.size(), share, gains);
    }
}

package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.training.Progress;

/** Measures everything there is to measure on an evaluation's rows. */
final class Measuring {

    private final EvaluationData data;
    private final Protocol protocol;
    private final Progress progress;

    Measuring(EvaluationData data, Protocol protocol, Progress progress) {
        if (data.sites().isEmpty()) {
            throw new IllegalArgumentException("evaluation: expected at least the internal site");
        }
        this.data = data;
        this.protocol = protocol;
        this.progress = progress;
    }

    EvaluationReport report(@Nullable ExplanationRows explanations) {
        progress.phase(
                "figures",
                data.sites().stream().mapToLong(site -> site.tasks().size()).sum());
        List<SiteResult> sites = new ArrayList<>();
        List<TaskMeasurement> internal = new ArrayList<>();
        for (EvaluationData.Site site : data.sites()) {
            PatientDraws draws = draws(site);
            ShownCounts shown = new ShownCounts(protocol);
            List<TaskMeasurement> tasks = measured(site, draws, shown);
            if (sites.isEmpty()) {
                internal.addAll(tasks);
            }
            sites.add(result(site, tasks, draws, shown));
        }
        return EvaluationReport.of(
                data.model(),
                data.settings(),
                protocol,
                new Summarising(internal, sites.getFirst().horizons(), protocol)
                        .summary(data.mustSaySynthetic(), data.sites().getFirst()),
                sites,
                explanations == null ? null : new ExplanationMeasurement(data.settings(), protocol).of(explanations));
    }

    private PatientDraws draws(EvaluationData.Site site) {
        LongStream patients = Stream.of(
                        site.tasks().stream().map(task -> task.heldOut().patients()),
                        site.horizons().stream().map(HorizonRows::patients),
                        Stream.ofNullable(site.anyOfThese()).map(HorizonRows::patients))
                .flatMap(all -> all)
                .flatMapToLong(Arrays::stream);
        return new PatientDraws(
                patients.distinct().toArray(),
                data.settings().replicates(),
                data.settings().seed());
    }

    private List<TaskMeasurement> measured(EvaluationData.Site site, PatientDraws draws, ShownCounts shown) {
        List<TaskMeasurement> tasks = new ArrayList<>();
        for (TaskData task : site.tasks()) {
            tasks.add(TaskMeasurement.of(task, draws, protocol, shown));
            progress.step();
        }
        return tasks;
    }

    private @Nullable Integer heldBack(int count) {
        return count > 0 && count < protocol.smallCell() ? null : count;
    }

    private SiteResult result(
            EvaluationData.Site site, List<TaskMeasurement> measured, PatientDraws draws, ShownCounts shown) {
        List<TaskResult> tasks = measured.stream().map(TaskMeasurement::result).toList();
        HorizonMeasurement horizons = new HorizonMeasurement(draws, protocol);
        HorizonRows any = site.anyOfThese();
        DifferentialRows differential = site.differential();
        return new SiteResult(
                site.name(),
                site.patients(),
                site.indexDates(),
                heldBack(site.unavailable()),
                tasks,
                differential == null || differential.fewerPatientsThan(protocol.smallCell())
                        ? null
                        : new DifferentialMeasurement(data.settings(), protocol).of(differential),
                horizons.of(site.horizons(), tasks, shown),
                any == null ? null : horizons.of(any));
    }
}

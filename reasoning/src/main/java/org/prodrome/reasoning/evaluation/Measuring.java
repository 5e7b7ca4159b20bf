package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
            List<TaskMeasurement> tasks = measured(site);
            if (sites.isEmpty()) {
                internal.addAll(tasks);
            }
            sites.add(result(site, tasks));
        }
        return EvaluationReport.of(
                data.model(),
                data.settings(),
                protocol,
                new Summarising(internal, protocol)
                        .summary(data.mustSaySynthetic(), data.sites().getFirst()),
                sites,
                explanations == null ? null : new ExplanationMeasurement(data.settings(), protocol).of(explanations));
    }

    private List<TaskMeasurement> measured(EvaluationData.Site site) {
        long[] patients = site.tasks().stream()
                .flatMapToLong(task -> Arrays.stream(task.heldOut().patients()))
                .distinct()
                .toArray();
        PatientDraws draws = new PatientDraws(
                patients, data.settings().replicates(), data.settings().seed());
        List<TaskMeasurement> tasks = new ArrayList<>();
        for (TaskData task : site.tasks()) {
            tasks.add(TaskMeasurement.of(task, draws, protocol));
            progress.step();
        }
        return tasks;
    }

    private @Nullable Integer heldBack(int count) {
        return count > 0 && count < protocol.smallCell() ? null : count;
    }

    private SiteResult result(EvaluationData.Site site, List<TaskMeasurement> tasks) {
        DifferentialRows differential = site.differential();
        return new SiteResult(
                site.name(),
                site.patients(),
                site.indexDates(),
                heldBack(site.unavailable()),
                tasks.stream().map(TaskMeasurement::result).toList(),
                differential == null ? null : new DifferentialMeasurement(data.settings(), protocol).of(differential));
    }
}

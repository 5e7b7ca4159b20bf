package org.prodrome.reasoning.evaluation;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prodrome.reasoning.evaluation.baseline.Examples;
import org.prodrome.reasoning.evaluation.baseline.FitFiles;
import org.prodrome.reasoning.evaluation.baseline.TaskFit;
import org.prodrome.reasoning.evaluation.baseline.TaskFitter;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.training.Progress;

/** The baselines of every outcome and horizon. */
final class FittedBaselines {

    private record Task(String outcome, int horizonDays) {
        String name() {
            return outcome + "-" + horizonDays;
        }
    }

    private final TaskFitter fitter;
    private final Map<Task, TaskFit> fits = new LinkedHashMap<>();

    private FittedBaselines(TaskFitter fitter) {
        this.fitter = fitter;
    }

    /** Fits what isn't in the files yet, one task per core. */
    static FittedBaselines fit(
            TaskFitter fitter, Collected collected, Questions questions, FitFiles files, Progress progress) {
        FittedBaselines baselines = new FittedBaselines(fitter);
        progress.phase("baselines", questions.size());
        Map<Task, Future<Optional<TaskFit>>> running = new LinkedHashMap<>();
        try (ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int o = 0; o < questions.outcomes().size(); o++) {
                for (int horizon : questions.horizons()) {
                    Task task = new Task(questions.outcomes().get(o).id(), horizon);
                    int outcome = o;
                    running.put(
                            task,
                            cores.submit(() ->
                                    files.load(task.name()).or(() -> fitted(fitter, collected, outcome, task, files))));
                }
            }
            running.forEach((task, fit) -> {
                done(fit).ifPresent(made -> baselines.fits.put(task, made));
                progress.step();
            });
        }
        return baselines;
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReasoningException.RefusedData("baselines: interrupted; what was fitted is kept", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("baselines: expected no checked failure", e);
        }
    }

    private static Optional<TaskFit> fitted(
            TaskFitter fitter, Collected collected, int outcome, Task task, FitFiles files) {
        Examples training = collected.training().examples(outcome, task.horizonDays());
        Examples tuning = collected.tuning().examples(outcome, task.horizonDays());
        Optional<TaskFit> fit = fitter.fit(task.outcome(), training, tuning);
        fit.ifPresent(made -> files.save(task.name(), made));
        return fit;
    }

    /** Answers the rows whose features were not taken yet, and lets the features go. */
    void answer(Rows rows) {
        List<SparseRow> features = rows.take();
        List<Map<String, double[]>> answers = fits.values().parallelStream()
                .map(fit -> fit.probabilities(features))
                .toList();
        Iterator<Map<String, double[]>> next = answers.iterator();
        fits.keySet()
                .forEach(task -> next.next()
                        .forEach((predictor, probabilities) -> rows.answers()
                                .addAll(
                                        new AnswerTable.Key(predictor, task.outcome(), task.horizonDays()),
                                        probabilities)));
    }

    /** Why a predictor answers nothing of a task. */
    Map<String, String> silent(String outcome, int horizonDays) {
        Map<String, String> silent = new HashMap<>();
        if (!fits.containsKey(new Task(outcome, horizonDays))) {
            for (String predictor :
                    List.of(TaskFit.AGE_SEX, TaskFit.COUNTS_REGRESSION, TaskFit.COUNTS_TREES, TaskFit.LAST_LABS)) {
                silent.put(predictor, "not computable: too few training rows with this diagnosis to fit anything");
            }
        }
        fitter.whyNot(outcome).ifPresent(why -> silent.put(TaskFit.PUBLISHED, "not computable: " + why));
        return silent;
    }

    /** Which published score is compared on an outcome. */
    Optional<String> score(String outcome) {
        return fitter.score(outcome).filter(score -> fitter.whyNot(outcome).isEmpty());
    }
}

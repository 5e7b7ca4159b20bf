package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.AsOfDays;
import org.prodrome.reasoning.training.FollowUp;
import org.prodrome.reasoning.training.Outcomes;
import org.prodrome.reasoning.training.Progress;
import org.prodrome.reasoning.training.RecordSource;
import org.prodrome.reasoning.training.Split;

/**
 * Evaluates a model on held-out patients beside logistic regression on age and sex.
 *
 * <p>One random visit per patient-year with at least twelve months of history; prevalent cases excluded; the outcome counts in
 * (index, index + horizon]; death before it is a non-event; lost observation is made up for by weights (IPCW). The baseline
 * is fitted on the training patients' index dates and both answer the same rows. Intervals resample patients.
 */
public final class Evaluation {

    private static final int BATCH = 64;

    private final Timelines timelines;
    private final Outcomes outcomes;
    private final EvaluationSettings settings;
    private final Progress progress;

    public Evaluation(Timelines timelines, Outcomes outcomes, EvaluationSettings settings, Progress progress) {
        this.timelines = timelines;
        this.outcomes = outcomes;
        this.settings = settings;
        this.progress = progress;
    }

    /** Reads the source once. */
    public EvaluationReport run(RecordSource source, Scorer scorer) {
        List<IndexRow> training = new ArrayList<>();
        List<ScoredRow> heldOut = new ArrayList<>();
        Waiting waiting = new Waiting(scorer, heldOut);
        progress.phase("evaluating", source.count());
        source.forEachInOrder(record -> {
            FollowUp.of(record, outcomes).ifPresent(life -> look(record, life, training, waiting));
            progress.step();
        });
        waiting.flush();
        return report(source, training, heldOut);
    }

    private void look(PatientRecord record, FollowUp life, List<IndexRow> training, Waiting waiting) {
        Split split = Split.of(life.patient());
        if (split == Split.TUNING) {
            return;
        }
        for (int age : AsOfDays.perYear(life, outcomes.fromAgeYears(), settings.historyDays(), settings.seed())) {
            IndexRow row = new IndexRow(life, age);
            if (split == Split.TRAINING) {
                training.add(row);
            } else {
                waiting.add(row, timelines.build(record, life.birth().plusDays(age)));
            }
        }
    }

    private EvaluationReport report(RecordSource source, List<IndexRow> training, List<ScoredRow> heldOut) {
        List<TaskData> tasks = new ArrayList<>();
        for (int outcome = 0; outcome < outcomes.outcomes().size(); outcome++) {
            for (int horizon : settings.horizons()) {
                new AnsweredTask(outcomes.list().get(outcome), outcome, horizon)
                        .of(training, heldOut)
                        .ifPresent(tasks::add);
            }
        }
        EvaluationData.Site site = new EvaluationData.Site(
                EvaluationData.INTERNAL,
                (int) heldOut.stream()
                        .mapToLong(row -> row.row().life().patient())
                        .distinct()
                        .count(),
                heldOut.size(),
                (int) heldOut.stream()
                        .filter(row -> row.answer() instanceof ModelAnswer.Unavailable)
                        .count(),
                tasks,
                null);
        EvaluationData data =
                new EvaluationData(version(heldOut), source.synthetic(), settings, List.of(site), List.of());
        return new Measuring(data, Protocol.load(), progress).report(null);
    }

    private static @Nullable ModelVersion version(List<ScoredRow> rows) {
        return rows.stream()
                .map(row -> row.answer() instanceof ModelAnswer.RiskProfile profile ? profile.model() : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Collects timelines into batches, so that memory doesn't grow with them. */
    private static final class Waiting {

        private final Scorer scorer;
        private final List<ScoredRow> scored;
        private final List<IndexRow> rows = new ArrayList<>();
        private final List<Timeline> timelines = new ArrayList<>();

        Waiting(Scorer scorer, List<ScoredRow> scored) {
            this.scorer = scorer;
            this.scored = scored;
        }

        void add(IndexRow row, Timeline timeline) {
            rows.add(row);
            timelines.add(timeline);
            if (rows.size() == BATCH) {
                flush();
            }
        }

        void flush() {
            if (rows.isEmpty()) {
                return;
            }
            List<ModelAnswer> answers = scorer.score(List.copyOf(timelines));
            if (answers.size() != rows.size()) {
                throw new IllegalStateException("scorer: expected " + rows.size() + " answers, got " + answers.size());
            }
            for (int i = 0; i < rows.size(); i++) {
                scored.add(new ScoredRow(rows.get(i), answers.get(i)));
            }
            rows.clear();
            timelines.clear();
        }
    }
}

package org.prodrome.reasoning.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.evaluation.baseline.BaselineSettings;
import org.prodrome.reasoning.evaluation.baseline.Features;
import org.prodrome.reasoning.evaluation.baseline.FitFiles;
import org.prodrome.reasoning.evaluation.baseline.PublishedScores;
import org.prodrome.reasoning.evaluation.baseline.TaskFitter;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.timeline.DataVersion;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.Outcomes;
import org.prodrome.reasoning.training.Progress;
import org.prodrome.reasoning.training.RecordSource;

/**
 * Makes the rows of an evaluation, with the answers of a model and of baselines.
 *
 * <p>Index dates are the first visit at or after a random day of each year, with at least twelve months of history before it;
 * prevalent cases excluded; the outcome counts in (index, index + horizon]; death before it is a non-event; lost observation is made up for by weights (IPCW). Baselines are fitted
 * on the training patients' index dates, with what is to be chosen chosen on the tuning patients'. Rows with
 * everyone's answers are kept, so that figures need no second reading.
 */
final class EvaluationRows {

    private static final int EXPLAINED_DAYS = 365;

    private final Timelines timelines;
    private final Outcomes outcomes;
    private final EvaluationSettings settings;
    private final BaselineSettings baselines;
    private final Questions questions;
    private final Progress progress;
    private final String dataVersion;

    EvaluationRows(
            Timelines timelines,
            Outcomes outcomes,
            EvaluationSettings settings,
            BaselineSettings baselines,
            Progress progress) {
        this(timelines, outcomes, settings, baselines, progress, DataVersion.hash());
    }

    /** With data files of a version; kept rows of another one aren't used. */
    EvaluationRows(
            Timelines timelines,
            Outcomes outcomes,
            EvaluationSettings settings,
            BaselineSettings baselines,
            Progress progress,
            String dataVersion) {
        this.dataVersion = dataVersion;
        this.timelines = timelines;
        this.outcomes = outcomes;
        this.settings = settings;
        this.baselines = baselines;
        this.progress = progress;
        questions = new Questions(outcomes.list(), settings.horizons());
    }

    /** Reads each source once, or not at all where its rows were kept. */
    EvaluationData of(EvaluationOrder order) {
        Kept kept = new Kept(order.directory(), key(order), baselinesKey(order));
        List<ScoredSite> sites = kept.load().orElseGet(() -> {
            List<ScoredSite> fresh = scored(order, kept);
            kept.save(fresh);
            return fresh;
        });
        boolean oracle = !order.oracle().isEmpty();
        if (oracle) {
            join(order, sites);
        }
        List<EvaluationData.Site> tasks = new ArrayList<>();
        for (ScoredSite site : sites) {
            tasks.add(site.tasks(questions, tasks.isEmpty() ? null : tasks.getFirst(), oracle, eligibleTime()));
        }
        boolean synthetic = Stream.concat(Stream.of(order.internal()), order.external().values().stream())
                .anyMatch(RecordSource::synthetic);
        return new EvaluationData(version(sites), synthetic, settings, tasks, kept.explanations());
    }

    /** Null where not all index dates of a patient are kept. */
    private @Nullable EligibleTime eligibleTime() {
        return settings.rowsPerPatient() > 0 ? null : new EligibleTime(outcomes.fromAgeYears(), settings.historyDays());
    }

    private String key(EvaluationOrder order) {
        StringBuilder key = new StringBuilder(order.fingerprint());
        order.external()
                .forEach((name, source) ->
                        key.append(' ').append(name).append(' ').append(source.fingerprint()));
        return key.append(' ').append(baselinesKey(order)).toString();
    }

    /** Neither the model nor other sites have a say in what baselines are fitted. */
    private String baselinesKey(EvaluationOrder order) {
        return String.join(
                " ",
                order.internal().fingerprint(),
                dataVersion,
                settings.rowsKey(),
                outcomes.toString(),
                baselines.toString(),
                PublishedScores.load().toString());
    }

    private void join(EvaluationOrder order, List<ScoredSite> sites) {
        List<Rows> tables = sites.stream()
                .flatMap(site -> Stream.of(site.tuning(), site.heldOut()))
                .toList();
        long all = tables.stream().mapToLong(Rows::size).sum();
        long joined = OracleFile.join(order.oracle(), tables);
        if (joined == 0) {
            throw new ReasoningException.RefusedData(
                    "oracle: expected answers to this evaluation's rows, got none; was the index file made with other settings?",
                    null);
        }
        progress.note("oracle: answers to " + joined + " of " + all + " rows");
    }

    private List<ScoredSite> scored(EvaluationOrder order, Kept kept) {
        Features features = new Features(timelines);
        Collected internal = collect(order, EvaluationData.INTERNAL, order.internal(), features, null);
        explained(order, internal).ifPresent(kept::keep);
        PublishedScores scores = PublishedScores.load();
        TaskFitter fitter = new TaskFitter(features, internal.training().features(), baselines, scores);
        progress.note(
                fitter.width() + " columns of " + internal.training().size() + " training rows for the baselines");
        FittedBaselines fitted = FittedBaselines.fit(
                fitter,
                internal,
                questions,
                new FitFiles(kept.fits(), kept.baselinesKey(), features, scores),
                progress);
        internal.training().take();
        fitted.answer(internal.tuning());
        fitted.answer(internal.heldOut());
        DifferentialRanking ranking = new DifferentialRanking(questions, internal.learnt());
        List<ScoredSite.Remarks> remarks = ScoredSite.remarks(questions, fitted);
        List<ScoredSite> sites = new ArrayList<>();
        sites.add(site(EvaluationData.INTERNAL, internal, ranking, remarks));
        order.external().forEach((name, source) -> {
            Collected external = collect(order, name, source, features, fitted::answer);
            fitted.answer(external.heldOut());
            sites.add(site(name, external, ranking, remarks));
        });
        return sites;
    }

    private Optional<ExplanationRows> explained(EvaluationOrder order, Collected collected) {
        Explaining model = order.predictors().getFirst().explaining();
        List<Timeline> stories = collected.stories().stories();
        if (model == null || stories.isEmpty()) {
            return Optional.empty();
        }
        progress.note("explanations of " + stories.size() + " stories are put to the test");
        Map<String, Explaining> others = new LinkedHashMap<>();
        for (Predictor other : order.predictors().subList(1, order.predictors().size())) {
            Explaining explaining = other.explaining();
            if (explaining != null) {
                others.put(other.id(), explaining);
            }
        }
        return Optional.of(new ExplanationTesting(model, others, EXPLAINED_DAYS, settings.seed()).of(stories));
    }

    private ScoredSite site(
            String name, Collected collected, DifferentialRanking ranking, List<ScoredSite.Remarks> remarks) {
        progress.note("differential, " + name + ": " + collected.met().size() + " new diagnoses beside earlier ones");
        return new ScoredSite(
                name,
                collected.tuning(),
                collected.heldOut(),
                ranking.rank(collected.met(), baselines.neighbours()),
                remarks);
    }

    private Collected collect(
            EvaluationOrder order,
            String name,
            RecordSource source,
            Features features,
            @Nullable Consumer<Rows> external) {
        progress.phase("rows, " + name, source.count());
        try (@Nullable IndexFile index = source.synthetic() ? index(order.directory(), name) : null) {
            RowCollector collector = new RowCollector(
                    timelines, outcomes, settings, baselines.rowsPerPatient(), features, order.predictors(), index);
            Consumer<PatientRecord> look =
                    external == null ? collector::internal : record -> collector.external(record, external);
            long unreadable = source.forEachInOrder(record -> {
                look.accept(record);
                progress.step();
            });
            if (unreadable > 0) {
                progress.note(unreadable + " lines of the export are no readable resource and were left out");
            }
            Collected collected = checked(name, collector.finish());
            if (index != null) {
                index.finish();
            }
            return collected;
        }
    }

    /** The questions for an oracle, which there is of synthetic patients alone: of others no pseudonym lies beside a report. */
    private @Nullable IndexFile index(@Nullable Path directory, String name) {
        if (directory == null) {
            return null;
        }
        String file = name.equals(EvaluationData.INTERNAL) ? "index.ndjson.gz" : "index-" + name + ".ndjson.gz";
        return new IndexFile(directory.resolve(file), questions);
    }

    private Collected checked(String name, Collected collected) {
        if (collected.heldOut().size() == 0) {
            throw new ReasoningException.RefusedData(
                    "data (" + name + "): expected held-out patients seen at " + outcomes.fromAgeYears()
                            + " years or later with " + settings.historyDays() + " days of history, got none among "
                            + collected.patients() + " patients",
                    null);
        }
        collected.readable().require("data (" + name + ")", progress);
        for (int o = 0; o < questions.outcomes().size(); o++) {
            int outcome = o;
            if (collected.heldOut().all().stream()
                    .noneMatch(row -> !row.prevalent(outcome) && row.diagnosed(outcome))) {
                progress.note(name + ": nobody held out gets "
                        + questions.outcomes().get(o).name());
            }
        }
        return collected;
    }

    private static @Nullable ModelVersion version(List<ScoredSite> sites) {
        return sites.getFirst().heldOut().answers().version();
    }
}

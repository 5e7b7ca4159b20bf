package org.prodrome.reasoning.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;
import org.prodrome.reasoning.model.Hazards;
import org.prodrome.reasoning.model.NetworkShape;
import org.prodrome.reasoning.model.WeightStore;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * The training loop: batches in, weights at the lowest tuning loss out.
 *
 * <p>Leaves {@code checkpoint.bin}, {@code losses.csv} and {@code losses.svg} in the run directory. A run that finds a checkpoint of the same
 * configuration and data goes on from it when asked to. Not thread-safe; close it.
 */
public final class Trainer implements AutoCloseable {

    /** Upper edges of the hazard bins in days. */
    public static final List<Integer> EDGES = List.of(30, 90, 180, 365, 730, 1095, 1825);

    private static final int MOST_TUNING_SEQUENCES = 1024;

    private final TrainingConfig config;
    private final Path directory;
    private final NetworkShape shape;
    private final TrainingBatch.Labels labels;
    private final BatchPlan plan;
    private final BatchPlan tuning;
    private final TrainingGraph graph;
    private final String fingerprint;
    private final List<Trained.Point> curve = new ArrayList<>();
    private Map<String, float[]> best = Map.of();
    private double bestLoss = Double.NaN;
    private int stale;
    private LossSums sums = LossSums.NONE;

    /** Builds the graph; nothing is trained yet. */
    public Trainer(TrainingConfig config, SequenceData data, Path directory) {
        if (data.training().isEmpty() || data.tuning().isEmpty()) {
            throw new RefusedData(
                    "data: expected training and tuning sequences, got "
                            + data.training().size() + " and " + data.tuning().size(),
                    null);
        }
        this.config = config;
        this.directory = directory;
        int outcomes = data.outcomes().outcomes().size();
        shape = new NetworkShape(
                data.vocabulary().parentMatrix(),
                data.vocabulary().valued(config.analytes()),
                data.vocabulary().binCount(),
                config.width(),
                config.layers(),
                config.heads(),
                outcomes + 1,
                EDGES,
                Vocabulary.AS_OF);
        labels = new TrainingBatch.Labels(
                outcomes, EDGES, (float) (data.outcomes().fromAgeYears() * Hazards.DAYS_PER_YEAR));
        plan = new BatchPlan(data.training(), config);
        tuning = new BatchPlan(spread(data.tuning()), config);
        graph = new TrainingGraph(config, shape);
        fingerprint = config + "/" + SequenceDigest.of(data);
    }

    /** Trains to the end, or from the last checkpoint to the end. */
    public Trained train(boolean resume, TrainingProgress progress) {
        int step = start(resume);
        while (step < config.steps() && stale < config.patience()) {
            TrainingGraph.Loss at = graph.run(batch(plan.at(step), step), step, true);
            step++;
            sums = sums.plus(at);
            if (step % config.evaluateEvery() == 0 || step == config.steps()) {
                look(step);
                sums = LossSums.NONE;
            }
            if (step % config.checkpointEvery() == 0) {
                checkpoint(step);
            }
            progress.step(step, config.steps(), at.nextEvent() + config.riskWeight() * at.risk(), bestLoss);
        }
        return new Trained(shape, best, curve, step);
    }

    private int start(boolean resume) {
        Path file = directory.resolve("checkpoint.bin");
        if (resume && Files.exists(file)) {
            return resumed(Checkpoint.load(file, fingerprint));
        }
        Checkpoint.forget(file);
        Map<String, float[]> initial = new LinkedHashMap<>(WeightStore.initial(graph.network(), config.seed()));
        BaseRates rates = new BaseRates(shape);
        plan.pass().forEach(group -> rates.add(batch(group, 0)));
        initial.put("risk_base", rates.hazards());
        initial.put("rate_base", rates.events());
        graph.set(initial, graph.noMoments());
        best = initial;
        LossCurve.write(directory, curve);
        return 0;
    }

    private int resumed(Checkpoint checkpoint) {
        graph.set(checkpoint.weights(), checkpoint.moments());
        best = checkpoint.best();
        bestLoss = checkpoint.bestLoss();
        stale = checkpoint.stale();
        sums = checkpoint.sums();
        curve.addAll(LossCurve.read(directory, checkpoint.step()));
        return checkpoint.step();
    }

    private TrainingBatch batch(BatchPlan.Group group, int step) {
        return TrainingBatch.of(group.sequences(), group.time(), config.reads(), labels, config.seed(), step);
    }

    private void look(int step) {
        double[] totals = new double[2];
        double[] counts = new double[2];
        for (BatchPlan.Group group : tuning.pass()) {
            TrainingBatch batch = batch(group, -1);
            TrainingGraph.Loss at = graph.run(batch, 0, false);
            int reads = group.sequences().size() * config.reads();
            totals[0] += at.nextEvent() * batch.rows().length;
            counts[0] += batch.rows().length;
            totals[1] += at.risk() * reads;
            counts[1] += reads;
        }
        Trained.Point point = new Trained.Point(
                step,
                sums.meanNextEvent(),
                sums.meanRisk(),
                totals[0] / Math.max(1, counts[0]),
                totals[1] / Math.max(1, counts[1]));
        curve.add(point);
        LossCurve.write(directory, curve);
        LossCurve.draw(directory, curve);
        keepIfBest(point.tuningRisk());
    }

    /** Enough of them to tell whether the loss falls, evenly spaced, the same ones at each look. */
    static List<PatientSequence> spread(List<PatientSequence> sequences) {
        int count = Math.min(sequences.size(), MOST_TUNING_SEQUENCES);
        return IntStream.range(0, count)
                .mapToObj(i -> sequences.get((int) ((long) i * sequences.size() / count)))
                .toList();
    }

    private void keepIfBest(double tuning) {
        if (Double.isNaN(bestLoss) || tuning < bestLoss) {
            bestLoss = tuning;
            best = graph.weights();
            stale = 0;
        } else {
            stale++;
        }
    }

    private void checkpoint(int step) {
        new Checkpoint(step, fingerprint, bestLoss, stale, sums, graph.weights(), graph.moments(), best)
                .save(directory.resolve("checkpoint.bin"));
    }

    @Override
    public void close() {
        graph.close();
    }
}

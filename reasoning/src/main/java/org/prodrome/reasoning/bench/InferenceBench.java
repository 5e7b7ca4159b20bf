package org.prodrome.reasoning.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.Inputs;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.model.PlainTensor;
import org.prodrome.reasoning.model.SavedWeights;

/**
 * Answers of ours and of the peer's in turns: the same weights, the same inputs, as many threads. TensorFlow keeps one number of threads
 * for all of a process, so one run measures one.
 */
public final class InferenceBench {

    private static final int WARM_UPS = 20;
    private static final String EAGER = "eager";
    private static final String OF_TODAYS_SHAPE = "turn";
    private static final double LARGEST_DIFFERENCE = 1e-4;
    private static final int FEWEST_PASSES = 3;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Path module;
    private final int threads;
    private final Consumer<String> says;

    /** Speaks of what it does as it goes. */
    public InferenceBench(Path module, int threads, Consumer<String> says) {
        this.module = module;
        this.threads = threads;
        this.says = says;
    }

    /**
     * Which network.
     *
     * @param savedModel its directory
     * @param heads of attention: the one size that no weight tells
     * @param valued codes whose values stand side by side, in the order of their columns
     */
    public record Subject(Path savedModel, Settings settings, int heads, List<Integer> valued) {}

    /** Every batch at every window; the named figures are of batch 1 at 256 tokens. */
    public Figures run(Subject subject, List<Integer> batches, List<Integer> windows, int rounds) {
        SavedWeights weights = SavedWeights.read(subject.savedModel());
        Map<Case, Inputs> cases = Case.inputs(batches, windows, Case.codes(weights));
        Path files = module.resolve("target/bench-inference");
        write(subject, weights, cases, files);
        Figures figures = new Figures().words("bench", "inference").words("commit", Commit.current());
        try (TorchPeer peer = peer(weights, files)) {
            if (peer != null) {
                cases.keySet().forEach(one -> agree(one, peer));
            }
            figures.words("device", device(subject))
                    .count("parameters", subject.settings().parameters());
            measure(subject, cases, peer, rounds, figures);
        }
        return figures;
    }

    /** Null, and said, for a network of an older shape: the peer's program is of today's. */
    private @Nullable TorchPeer peer(SavedWeights weights, Path files) {
        if (!weights.weights().containsKey(OF_TODAYS_SHAPE)) {
            says.accept("an older network, without the weights '" + OF_TODAYS_SHAPE
                    + "': our own figures only, the peer is null");
            return null;
        }
        return TorchPeer.start(module, files, says);
    }

    private String device(Subject subject) {
        try (Forward forward = new Forward(subject.savedModel(), subject.settings(), threads)) {
            return forward.warmUp();
        }
    }

    private void write(Subject subject, SavedWeights weights, Map<Case, Inputs> cases, Path files) {
        TensorFile file = new TensorFile();
        file.put("w.", weights.weights());
        Map<String, Integer> reads = new LinkedHashMap<>();
        try (Forward forward = new Forward(subject.savedModel(), subject.settings(), threads)) {
            cases.forEach((one, inputs) -> {
                file.put(one.name() + ".", inputs.plain());
                float[] hazards = forward.hazards(inputs);
                long[] flat = {hazards.length};
                file.put(one.name() + ".", Map.of("hazards", new PlainTensor.Floats(flat, hazards)));
                reads.put(one.name(), inputs.reads());
            });
        }
        file.write(
                files,
                PeerSettings.of(
                        subject.heads(),
                        subject.valued(),
                        subject.settings().edges().size(),
                        reads));
    }

    private void agree(Case one, TorchPeer peer) {
        JsonNode off = peer.ask("compare", one.name()).path("off");
        if (!(off.asDouble(Double.NaN) <= LARGEST_DIFFERENCE)) {
            throw new BrokenDataFile(
                    "bench: expected hazards within " + LARGEST_DIFFERENCE + " of the peer's, got " + off + " off",
                    null);
        }
        says.accept(one.name() + ": hazards of both within " + off.asText() + " of each other");
    }

    private void measure(
            Subject subject, Map<Case, Inputs> cases, @Nullable TorchPeer peer, int rounds, Figures figures) {
        figures.words("peer", peer == null ? "none" : peer.name()).count("threads", threads);
        try (Forward forward = new Forward(subject.savedModel(), subject.settings(), threads)) {
            cases.forEach((one, inputs) -> {
                int passes = Math.max(FEWEST_PASSES, 40 / one.batch());
                Turns.times(Math.max(2, WARM_UPS / one.batch()), () -> forward.hazards(inputs));
                String way = fastest(one, peer);
                Turns turns = turns(forward, one, inputs, peer, way, rounds, passes);
                String prefix = one.prefix();
                turns.addTo(figures, prefix);
                if (peer != null) {
                    Turns eager = way.equals(EAGER) ? turns : turns(forward, one, inputs, peer, EAGER, rounds, passes);
                    figures.number(prefix + "eager_peer_p50_ms", Figures.at(eager.peers(), 0.5))
                            .number(prefix + "ratio_to_eager_peer", eager.ratio(0.5));
                }
                double perSecond = one.batch() * one.time() * MILLIS_PER_SECOND / Figures.at(turns.ours(), 0.5);
                figures.number(prefix + "tokens_per_s", perSecond);
                says.accept(one.name() + " on " + threads + ": " + words(turns));
            });
        }
    }

    private String fastest(Case one, @Nullable TorchPeer peer) {
        return peer == null
                ? ""
                : peer.fastest(List.of(EAGER, "compiled"), ignored -> {}, "infer " + one.name(), threads);
    }

    private Turns turns(
            Forward forward, Case one, Inputs inputs, @Nullable TorchPeer peer, String way, int rounds, int passes) {
        return Turns.take(
                rounds,
                passes,
                () -> forward.hazards(inputs),
                peer == null ? null : () -> peer.millis("infer", one.name(), way, threads, passes));
    }

    private static String words(Turns turns) {
        return String.format(
                java.util.Locale.ROOT,
                "p50 %.2f ms, fastest %.2f ms, ratio to the peer %.2f, of the fastest %.2f",
                Figures.at(turns.ours(), 0.5),
                Figures.at(turns.ours(), 0),
                turns.ratio(0.5),
                turns.ratio(0));
    }
}

package org.prodrome.reasoning.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.training.MadeUp;
import org.prodrome.reasoning.training.MadeUpTraining;
import org.prodrome.reasoning.training.Trainer;
import org.prodrome.reasoning.training.TrainingConfig;

/** Optimiser steps of ours and of the peer's in turns, on the same batch from the same weights. */
public final class TrainingBench {

    private static final int WARM_UPS = 3;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double LARGEST_DIFFERENCE = 1e-3;

    private final Path module;
    private final String device;
    private final Consumer<String> says;

    /** Speaks of what it does as it goes; the device is named in the figures. */
    public TrainingBench(Path module, String device, Consumer<String> says) {
        this.module = module;
        this.device = device;
        this.says = says;
    }

    /** Rounds of steps by turns. */
    public Figures run(TrainingConfig config, int rounds, int steps) {
        try (MadeUpTraining ours = new MadeUpTraining(config)) {
            Path files = module.resolve("target/bench-training");
            TensorFile file = new TensorFile();
            file.put("", ours.tensors());
            Map<String, Object> settings = PeerSettings.of(
                    config.heads(), MadeUp.valued(config), Trainer.EDGES.size(), Map.of("train", config.reads()));
            settings.put("dropout", config.dropout());
            settings.put("risk_weight", config.riskWeight());
            file.write(files, settings);
            try (TorchPeer peer = TorchPeer.start(module, files, says)) {
                return figures(config, ours, peer, rounds, steps);
            }
        }
    }

    private Figures figures(
            TrainingConfig config, MadeUpTraining ours, @Nullable TorchPeer peer, int rounds, int steps) {
        Figures figures = new Figures()
                .words("bench", "training")
                .words("commit", Commit.current())
                .words("device", device)
                .words("config", config.name())
                .words("precision", config.precision().name())
                .count("threads", config.threads())
                .count("tokens", ours.tokens());
        String way = peer == null ? "" : fastestWay(config, ours, peer);
        Turns.times(WARM_UPS, ours::step);
        Turns turns = Turns.take(
                rounds,
                steps,
                ours::step,
                peer == null ? null : () -> peer.millis("train", way, config.threads(), steps));
        double perSecond = ours.tokens() * MILLIS_PER_SECOND;
        figures.number("tokens_per_s", perSecond / Figures.at(turns.ours(), 0.5));
        if (peer == null) {
            figures.none("peer").none("peer_tokens_per_s");
        } else {
            figures.words("peer", peer.name() + " " + way)
                    .number("peer_tokens_per_s", perSecond / Figures.at(turns.peers(), 0.5));
        }
        turns.addTo(figures, "");
        return figures;
    }

    /** The losses must agree first: a faster answer to another question is none. */
    private String fastestWay(TrainingConfig config, MadeUpTraining ours, TorchPeer peer) {
        double[] losses = ours.losses();
        JsonNode theirs = peer.ask("loss");
        double[] other = {
            theirs.path("next_event").asDouble(), theirs.path("risk").asDouble()
        };
        for (int i = 0; i < losses.length; i++) {
            if (!(Math.abs(losses[i] - other[i]) <= LARGEST_DIFFERENCE * (1 + Math.abs(losses[i])))) {
                throw new BrokenDataFile(
                        "bench: expected the losses of both to agree, got " + losses[i] + " and " + other[i], null);
            }
        }
        says.accept("losses agree: " + losses[0] + ", " + losses[1]);
        String precision = switch (config.precision()) {
            case FLOAT32 -> "";
            case BFLOAT16 -> "-bf16";
        };
        return peer.fastest(List.of("eager" + precision, "compiled" + precision), says, "train", config.threads());
    }
}

package org.prodrome.reasoning.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.prodrome.reasoning.bench.InferenceBench.Subject;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.Inputs;
import org.prodrome.reasoning.model.Precision;
import org.prodrome.reasoning.model.SavedWeights;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.training.MadeUpTraining;
import org.prodrome.reasoning.training.TrainingConfig;

/** One network with products in float32 and in bfloat16, by turns and without a peer: what bfloat16 gains, and what it costs. */
public final class PrecisionBench {

    private static final String NO_PEER = "both precisions by turns: our own figures only, without PyTorch";
    private static final String UNCHANGED =
            "no risk differs by a bit: TensorFlow rewrote nothing for bfloat16 on this processor";
    private static final int PATIENTS = 64;
    private static final int WARM_UPS = 20;
    private static final int WARM_UP_STEPS = 3;
    private static final int PASSES = 40;
    private static final int FEWEST_PASSES = 3;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Consumer<String> says;

    /** Speaks of what it does as it goes. */
    public PrecisionBench(Consumer<String> says) {
        this.says = says;
    }

    /** Answers of the network alone: every batch at every window, and how far the risks of made-up patients lie apart. */
    public Figures inference(Subject subject, int threads, List<Integer> batches, List<Integer> windows, int rounds) {
        says.accept(NO_PEER);
        int codes = Case.codes(SavedWeights.read(subject.savedModel()));
        Map<Case, Inputs> cases = Case.inputs(batches, windows, codes);
        try (Forward exact = forward(subject, threads, Precision.FLOAT32);
                Forward halves = forward(subject, threads, Precision.BFLOAT16)) {
            Figures figures = new Figures()
                    .words("bench", "inference")
                    .words("commit", Commit.current())
                    .words("device", exact.warmUp())
                    .count("parameters", subject.settings().parameters())
                    .words("peer", "none")
                    .count("threads", threads);
            cases.forEach((one, inputs) -> {
                Turns turns = answers(exact, halves, inputs, one.batch(), rounds);
                turns.addTo(figures, one.prefix(), "bfloat16", "float32");
                says.accept(words(one.name(), turns));
                addApart(figures, one.prefix(), exact, halves, one.patients(PATIENTS, codes));
            });
            return figures;
        }
    }

    private static Forward forward(Subject subject, int threads, Precision precision) {
        return new Forward(subject.savedModel(), subject.settings(), threads, precision);
    }

    private static Turns answers(Forward exact, Forward halves, Inputs inputs, int batch, int rounds) {
        int passes = Math.max(FEWEST_PASSES, PASSES / batch);
        int warmUps = Math.max(2, WARM_UPS / batch);
        Turns.times(warmUps, () -> exact.hazards(inputs));
        Turns.times(warmUps, () -> halves.hazards(inputs));
        return Turns.take(
                rounds, passes, () -> halves.hazards(inputs), () -> Turns.times(passes, () -> exact.hazards(inputs)));
    }

    private void addApart(Figures figures, String prefix, Forward exact, Forward halves, List<Tokens> patients) {
        Apart apart = Apart.of(exact.risks(patients), halves.risks(patients));
        figures.count(prefix + "compared_risks", apart.count())
                .number(prefix + "largest_risk", apart.largestRisk())
                .tiny(prefix + "largest_risk_difference", apart.largest())
                .tiny(prefix + "mean_risk_difference", apart.mean());
        if (apart.largest() == 0) {
            says.accept(UNCHANGED);
        }
    }

    /** Optimiser steps from the same weights on the same batch, and the losses after as many of them. */
    public Figures training(TrainingConfig config, String device, int rounds, int steps) {
        says.accept(NO_PEER);
        try (MadeUpTraining exact = new MadeUpTraining(config.withPrecision(Precision.FLOAT32));
                MadeUpTraining halves = new MadeUpTraining(config.withPrecision(Precision.BFLOAT16))) {
            Turns.times(WARM_UP_STEPS, exact::step);
            Turns.times(WARM_UP_STEPS, halves::step);
            Turns turns = Turns.take(rounds, steps, halves::step, () -> Turns.times(steps, exact::step));
            says.accept(words(config.name(), turns));
            Figures figures = new Figures()
                    .words("bench", "training")
                    .words("commit", Commit.current())
                    .words("device", device)
                    .words("config", config.name())
                    .words("peer", "none")
                    .count("threads", config.threads())
                    .count("tokens", exact.tokens());
            double perSecond = exact.tokens() * MILLIS_PER_SECOND;
            turns.addTo(figures, "", "bfloat16", "float32");
            figures.number("float32_tokens_per_s", perSecond / Figures.at(turns.peers(), 0.5))
                    .number("bfloat16_tokens_per_s", perSecond / Figures.at(turns.ours(), 0.5))
                    .count("steps_taken", WARM_UP_STEPS + (long) rounds * steps);
            addLosses(figures, "float32", exact);
            addLosses(figures, "bfloat16", halves);
            figures.tiny("next_event_loss_difference", Math.abs(exact.losses()[0] - halves.losses()[0]));
            return figures;
        }
    }

    private static void addLosses(Figures figures, String precision, MadeUpTraining training) {
        double[] losses = training.losses();
        figures.number(precision + "_next_event_loss", losses[0]).number(precision + "_risk_loss", losses[1]);
    }

    private static String words(String name, Turns turns) {
        return String.format(
                Locale.ROOT,
                "%s: p50 %.2f ms in float32, %.2f ms in bfloat16, ratio %.2f",
                name,
                Figures.at(turns.peers(), 0.5),
                Figures.at(turns.ours(), 0.5),
                turns.ratio(0.5));
    }
}

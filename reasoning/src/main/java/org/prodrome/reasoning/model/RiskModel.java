package org.prodrome.reasoning.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelFiles.GoldenCase;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.token.Tokenizer;
import org.prodrome.reasoning.token.Tokens;

/**
 * Stage 6: a loaded, verified and warmed-up model. Pure and thread-safe; close it when nobody asks it any more.
 *
 * <p>A risk is the calibrated cumulative incidence of an outcome, death competing: see {@link Hazards} and {@link
 * Calibrator}.
 */
public final class RiskModel implements AutoCloseable {

    private final ModelPackage files;
    private final Forward forward;
    private final Tokenizer tokenizer;
    private final Calibrator calibrator;
    private final Abstaining abstaining;
    private final Explainer explainer;
    private final Trajectories trajectories;
    private final ModelVersion version;

    private RiskModel(ModelPackage files, Forward forward) {
        this.files = files;
        this.forward = forward;
        tokenizer = new Tokenizer(files.vocabulary(), files.settings().window());
        calibrator = new Calibrator(files);
        abstaining = new Abstaining(files.limits(), files.vocabulary());
        explainer = new Explainer(forward, calibrator, files);
        trajectories = new Trajectories(forward, tokenizer, calibrator, abstaining, files);
        calibrator.check();
        checkGolden();
        version = new ModelVersion(
                files.settings().name(),
                files.settings().version(),
                files.hash(),
                files.settings().synthetic(),
                forward.warmUp());
    }

    /** Loads a package for interactive use: one core per question. */
    public static RiskModel load(Path directory, TrustedKeys trusted) {
        return load(directory, trusted, 1);
    }

    /**
     * Loads a package.
     *
     * @param threads for one product; 0 for all cores, which suits large batches
     * @throws BrokenPackage naming the file and the reason when the package isn't what a trusted key signed, or doesn't
     *     say of its golden patients what it must
     */
    public static RiskModel load(Path directory, TrustedKeys trusted, int threads) {
        ModelPackage files = ModelPackage.open(directory, trusted);
        Forward forward = new Forward(directory.resolve(ModelFiles.SAVED_MODEL), files.settings(), threads);
        try {
            return new RiskModel(files, forward);
        } catch (RuntimeException e) {
            forward.close();
            throw e;
        }
    }

    /** Which model this is, and what computes it. */
    public ModelVersion version() {
        return version;
    }

    /** The package it was loaded from. */
    public ModelPackage files() {
        return files;
    }

    /** One patient's risks, and as much besides as is wanted. */
    public ModelAnswer answer(Timeline timeline, Depth depth) {
        Tokens tokens = tokenizer.tokenize(timeline);
        return profile(
                new Reading(timeline, tokens, forward.reads(List.of(tokens)).getFirst()), depth);
    }

    /** Many patients' risks without contributions, in the order of the timelines. */
    public List<ModelAnswer> answers(List<Timeline> timelines) {
        List<Tokens> tokens = timelines.stream().map(tokenizer::tokenize).toList();
        List<Forward.Read> reads = forward.reads(tokens);
        List<ModelAnswer> answers = new ArrayList<>();
        for (int i = 0; i < timelines.size(); i++) {
            answers.add(profile(new Reading(timelines.get(i), tokens.get(i), reads.get(i)), Depth.RISKS));
        }
        return answers;
    }

    private RiskProfile profile(Reading now, Depth depth) {
        List<Risk> risks = new ArrayList<>();
        List<Abstention> abstentions = new ArrayList<>();
        Set<OutcomeDefinition> answered = new LinkedHashSet<>();
        Optional<String> reason = abstaining.reason(now);
        for (int o = 0; o < files.outcomes().size(); o++) {
            OutcomeDefinition outcome = files.outcomes().get(o);
            Optional<String> declined =
                    abstaining.reason(now.timeline(), outcome).or(() -> reason);
            if (declined.isPresent()) {
                abstentions.add(new Abstention(outcome.outcome(), declined.get()));
            } else {
                answered.add(outcome);
                risks.addAll(calibrator.risks(outcome, now.read().risks()[o], now.timeline()));
            }
        }
        boolean explain = depth != Depth.RISKS && !answered.isEmpty();
        boolean chart = depth == Depth.CHART && !answered.isEmpty();
        return new RiskProfile(
                version,
                risks,
                abstentions,
                explain ? explainer.contributions(now, answered) : Map.of(),
                chart ? trajectories.of(now, answered) : List.of(),
                null,
                now.tokens().eventsSeen(),
                now.tokens().eventsInTimeline(),
                tokenizer.allSince(now.timeline(), now.tokens()).orElse(null));
    }

    private void checkGolden() {
        List<GoldenCase> cases = files.golden().cases();
        List<double[][]> found =
                forward.risks(cases.stream().map(GoldenCase::tokens).toList());
        for (int i = 0; i < cases.size(); i++) {
            double off = largestDifference(cases.get(i).risks(), found.get(i));
            if (!(off <= files.golden().tolerance())) {
                throw new BrokenPackage(
                        ModelFiles.GOLDEN + ": expected the risks of golden patient " + i + " within "
                                + files.golden().tolerance() + ", got " + off + " off",
                        null);
            }
        }
    }

    private static double largestDifference(double[][] expected, double[][] found) {
        double largest = expected.length == found.length ? 0 : Double.NaN;
        for (int o = 0; o < Math.min(expected.length, found.length); o++) {
            for (int k = 0; k < expected[o].length; k++) {
                largest = Math.max(largest, Math.abs(expected[o][k] - found[o][k]));
            }
        }
        return largest;
    }

    @Override
    public void close() {
        forward.close();
    }
}

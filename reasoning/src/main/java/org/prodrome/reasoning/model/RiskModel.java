package org.prodrome.reasoning.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelAnswer.Tried;
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

    private static final int MOST_CONTRIBUTIONS = 8;
    private static final int MOST_LEFT_OUT = 14;
    private static final int MOST_LEFT_OUT_AT_CHART = 40;

    private final ModelPackage files;
    private final Forward forward;
    private final Tokenizer tokenizer;
    private final Calibrator calibrator;
    private final Abstaining abstaining;
    private final Explainer explainer;
    private final Trajectories trajectories;
    private final Differentials differentials;
    private final ModelVersion version;

    private RiskModel(ModelPackage files, Forward forward) {
        this.files = files;
        this.forward = forward;
        tokenizer = new Tokenizer(files.vocabulary(), files.settings().window(), forward.asksForCourses());
        calibrator = new Calibrator(files);
        abstaining = new Abstaining(files.limits(), files.vocabulary());
        explainer = new Explainer(forward, calibrator, files);
        differentials = new Differentials(files, explainer);
        trajectories = new Trajectories(forward, tokenizer, calibrator, abstaining, files);
        calibrator.check();
        GoldenCheck.run(files.golden(), files.limits(), forward);
        version = new ModelVersion(
                files.settings().name(),
                files.settings().version(),
                files.hash(),
                files.settings().synthetic(),
                forward.warmUp());
        if (files.stories() != null) {
            files.stories().check(timeline -> answer(timeline, Depth.RISKS));
        }
    }

    /** Loads a package for interactive use: one core for a question, all cores for a batch of them and for an explanation. */
    public static RiskModel load(Path directory, TrustedKeys trusted) {
        ModelPackage files = ModelPackage.open(directory, trusted);
        return of(files, Forward.interactive(savedModel(files), files.settings(), files.trees(), Lanes.ofAllCores()));
    }

    /**
     * Loads a package for batches.
     *
     * @param threads for one product; 0 for all cores, which suits large batches
     * @throws BrokenPackage naming the file and the reason when the package isn't what a trusted key signed, or doesn't
     *     say of its golden patients what it must
     */
    public static RiskModel load(Path directory, TrustedKeys trusted, int threads) {
        return of(ModelPackage.open(directory, trusted), threads);
    }

    /** Loads what nobody has signed yet: only for a package that is being made. */
    public static RiskModel ofDraft(Path directory) {
        return of(ModelPackage.read(directory, ""), 1);
    }

    private static RiskModel of(ModelPackage files, int threads) {
        return of(files, new Forward(savedModel(files), files.settings(), files.trees(), threads));
    }

    private static Path savedModel(ModelPackage files) {
        return files.directory().resolve(ModelFiles.SAVED_MODEL);
    }

    private static RiskModel of(ModelPackage files, Forward forward) {
        try {
            return new RiskModel(files, forward);
        } catch (RuntimeException | Error e) {
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

    /** How far a patient is from those of the training, by {@link StateDistance}; empty where the package has no such limit. */
    public OptionalDouble distance(Timeline timeline) {
        StateDistance distance = files.limits().distance();
        return distance == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(distance.of(forward.reads(List.of(tokenizer.tokenize(timeline)))
                        .getFirst()
                        .state()));
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

    private Optional<String> uncalibrated(OutcomeDefinition outcome) {
        return files.calibrates(outcome)
                ? Optional.empty()
                : Optional.of("not calibrated: the package must be recalibrated on data of the site first");
    }

    /** One patient's story, open to tests of explanations; whether the model would decline to answer is not asked. */
    public StoryProbe probe(Timeline timeline) {
        Tokens tokens = tokenizer.tokenize(timeline);
        Reading now =
                new Reading(timeline, tokens, forward.reads(List.of(tokens)).getFirst());
        return new StoryProbe(forward, calibrator, files, explainer.whole(now));
    }

    private RiskProfile profile(Reading now, Depth depth) {
        List<Risk> risks = new ArrayList<>();
        List<Abstention> abstentions = new ArrayList<>();
        Set<OutcomeDefinition> answered = new LinkedHashSet<>();
        Optional<String> reason = abstaining.reason(now);
        for (int o = 0; o < files.outcomes().size(); o++) {
            OutcomeDefinition outcome = files.outcomes().get(o);
            Optional<String> declined =
                    abstaining.reason(now.timeline(), outcome).or(() -> reason).or(() -> uncalibrated(outcome));
            if (declined.isPresent()) {
                abstentions.add(new Abstention(outcome.outcome(), declined.get()));
            } else {
                answered.add(outcome);
                risks.addAll(calibrator.risks(outcome, now.read().risks()[o], now.timeline()));
            }
        }
        RiskProfile plain = new RiskProfile(
                version,
                risks,
                abstentions,
                Map.of(),
                null,
                List.of(),
                null,
                forward.readsAllCourses()
                        ? now.tokens().eventsRead()
                        : now.tokens().eventsSeen(),
                now.tokens().eventsInTimeline(),
                tokenizer
                        .allSince(now.timeline(), now.tokens(), forward.readsAllCourses())
                        .orElse(null));
        return depth == Depth.RISKS || answered.isEmpty() ? plain : explained(plain, now, answered, depth);
    }

    private RiskProfile explained(RiskProfile plain, Reading now, Set<OutcomeDefinition> answered, Depth depth) {
        Explainer.Influence influence =
                explainer.strongest(now, answered, depth == Depth.CHART ? MOST_LEFT_OUT_AT_CHART : MOST_LEFT_OUT);
        Map<String, List<Contribution>> why =
                explainer.contributions(influence, answered, files.settings().explainedHorizon());
        boolean chart = depth == Depth.CHART;
        return new RiskProfile(
                version,
                plain.risks(),
                plain.abstentions(),
                strongest(why),
                new Tried(influence.groupsSeen(), influence.groups().size(), notListed(why)),
                chart ? trajectories.of(now, answered) : List.of(),
                chart
                        ? differentials
                                .of(influence, answered, plain.risks(), plain.abstentions())
                                .orElse(null)
                        : null,
                plain.eventsSeen(),
                plain.eventsInRecord(),
                plain.allSeenSince());
    }

    private static Map<String, List<Contribution>> strongest(Map<String, List<Contribution>> why) {
        return why.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        all -> all.getValue().stream().limit(MOST_CONTRIBUTIONS).toList()));
    }

    private static Map<String, Integer> notListed(Map<String, List<Contribution>> why) {
        return why.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, all -> Math.max(0, all.getValue().size() - MOST_CONTRIBUTIONS)));
    }

    @Override
    public void close() {
        forward.close();
    }
}

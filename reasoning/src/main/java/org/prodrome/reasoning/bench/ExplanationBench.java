package org.prodrome.reasoning.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.GoldenStory;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.token.ValueBins;
import org.prodrome.reasoning.token.Vocabulary;

/** How long one made-up patient's risks take, alone and with the reasons for them, the window full. */
public final class ExplanationBench {

    private static final int CONCEPTS = 40;
    private static final int DAYS_APART = 7;
    private static final int AGE_DAYS = 60 * 365;
    private static final int WARM_UPS = 5;

    /** Of a value around its median, in interquartile ranges. */
    private static final double SPREAD = 0.5;

    private ExplanationBench() {}

    /**
     * Adds {@code answer_p50_ms} and {@code explanation_p50_ms}; null where the model declines to answer about nobody in particular.
     *
     * @param prefix of the figures' names
     */
    public static void addTo(Figures figures, String prefix, RiskModel model, int rounds) {
        Timeline timeline =
                timeline(model.files().vocabulary(), model.files().settings().window());
        boolean explained = model.answer(timeline, Depth.WHY) instanceof RiskProfile profile
                && !profile.contributions().isEmpty();
        figures.count(prefix + "explained_concepts", CONCEPTS);
        for (Depth depth : List.of(Depth.RISKS, Depth.WHY)) {
            String name = prefix + (depth == Depth.WHY ? "explanation" : "answer");
            if (explained) {
                add(figures, name, () -> model.answer(timeline, depth), rounds);
            } else {
                figures.none(name + "_p50_ms");
            }
        }
    }

    private static void add(Figures figures, String name, Runnable asked, int rounds) {
        Turns.times(WARM_UPS, asked);
        double[] millis = Turns.times(rounds, asked);
        figures.number(name + "_p50_ms", Figures.at(millis, 0.5)).number(name + "_fastest_ms", Figures.at(millis, 0));
    }

    /** Somebody usual: the most frequent analytes, near their medians; other concepts where there are fewer analytes. */
    private static Timeline timeline(Vocabulary vocabulary, int window) {
        SplittableRandom random = new SplittableRandom(5);
        List<Vocabulary.Entry> concepts = new ArrayList<>(vocabulary.valued(CONCEPTS).stream()
                .map(code -> vocabulary.entries().get(code))
                .toList());
        while (concepts.size() < CONCEPTS) {
            concepts.add(vocabulary.entries().get(random.nextInt(Vocabulary.AS_OF + 1, vocabulary.size())));
        }
        List<GoldenStory.Event> events = new ArrayList<>();
        for (int i = 0; i < window; i++) {
            events.add(event(concepts.get(i % CONCEPTS), AGE_DAYS - DAYS_APART * (window - i), random));
        }
        return new GoldenStory("a full window", AGE_DAYS, Demographics.Sex.FEMALE, events).timeline();
    }

    private static GoldenStory.Event event(Vocabulary.Entry concept, int ageDays, SplittableRandom random) {
        ValueBins values = concept.values();
        return values == null
                ? new GoldenStory.Event(ageDays, concept.concept(), null, null, null, null)
                : new GoldenStory.Event(
                        ageDays,
                        concept.concept(),
                        values.value(random.nextDouble(-SPREAD, SPREAD)),
                        values.unit(),
                        null,
                        null);
    }
}

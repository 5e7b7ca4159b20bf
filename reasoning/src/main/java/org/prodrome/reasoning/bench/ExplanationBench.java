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
import org.prodrome.reasoning.token.Vocabulary;

/** How long one made-up patient's risks take with the reasons for them, the window full. */
public final class ExplanationBench {

    private static final int CONCEPTS = 40;
    private static final int DAYS_APART = 7;
    private static final int AGE_DAYS = 60 * 365;
    private static final int WARM_UPS = 5;

    private ExplanationBench() {}

    /** Adds {@code explanation_p50_ms}; null where the model declines to answer about nobody in particular. */
    public static void addTo(Figures figures, RiskModel model, int rounds) {
        Timeline timeline =
                timeline(model.files().vocabulary(), model.files().settings().window());
        boolean explained = model.answer(timeline, Depth.WHY) instanceof RiskProfile profile
                && !profile.contributions().isEmpty();
        figures.count("explained_concepts", CONCEPTS);
        if (!explained) {
            figures.none("explanation_p50_ms");
            return;
        }
        Turns.times(WARM_UPS, () -> model.answer(timeline, Depth.WHY));
        double[] millis = Turns.times(rounds, () -> model.answer(timeline, Depth.WHY));
        figures.number("explanation_p50_ms", Figures.at(millis, 0.5))
                .number("explanation_fastest_ms", Figures.at(millis, 0));
    }

    private static Timeline timeline(Vocabulary vocabulary, int window) {
        SplittableRandom random = new SplittableRandom(5);
        List<String> concepts = new ArrayList<>();
        for (int i = 0; i < CONCEPTS; i++) {
            concepts.add(vocabulary
                    .entries()
                    .get(random.nextInt(Vocabulary.AS_OF + 1, vocabulary.size()))
                    .concept());
        }
        List<GoldenStory.Event> events = new ArrayList<>();
        for (int i = 0; i < window; i++) {
            int age = AGE_DAYS - DAYS_APART * (window - i);
            events.add(new GoldenStory.Event(age, concepts.get(i % CONCEPTS), null, null, null, null));
        }
        return new GoldenStory("a full window", AGE_DAYS, Demographics.Sex.FEMALE, events).timeline();
    }
}

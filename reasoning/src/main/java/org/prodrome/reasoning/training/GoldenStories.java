package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics.Sex;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.GoldenAnswers;
import org.prodrome.reasoning.model.GoldenStory;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.OutcomeDefinition;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.StateDistance;
import org.prodrome.reasoning.token.ValueBins;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * Stories of nobody, thrown together from a vocabulary: usual ones, and some that a model must decline.
 *
 * <p>None lies where another processor's rounding could change the answer: near the distance from which a model declines.
 */
final class GoldenStories {

    private static final double TOLERANCE = 1e-3;
    private static final double VERDICTS_THAT_MAY_DIFFER = 0.01;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final int FIRST_CONCEPT = 8;
    private static final double NEAR_THE_LIMIT = 0.02;
    private static final int TRIES = 50;

    private final RiskModel model;
    private final ModelPackage files;
    private final SplittableRandom random;

    private GoldenStories(RiskModel model, long seed) {
        this.model = model;
        this.files = model.files();
        this.random = new SplittableRandom(seed);
    }

    /** The stories with what a model says of each. */
    static GoldenAnswers answered(RiskModel model, long seed) {
        return new GoldenAnswers(
                TOLERANCE,
                VERDICTS_THAT_MAY_DIFFER,
                new GoldenStories(model, seed)
                        .all()
                        .map(story -> GoldenAnswers.Case.of(story, model.answer(story.timeline(), Depth.RISKS)))
                        .toList());
    }

    private Stream<GoldenStory> all() {
        int window = files.settings().window();
        OutcomeDefinition first = files.outcomes().getFirst();
        return Stream.<Supplier<GoldenStory>>of(
                        () -> story("a woman of 55", 55, Sex.FEMALE, 40, 6),
                        () -> story("a man of 42", 42, Sex.MALE, 25, 3),
                        () -> story("a man of 71 with more than the window holds", 71, Sex.MALE, 3 * window, 20),
                        () -> story("somebody of 60 whose sex is not known", 60, Sex.UNKNOWN, 30, 5),
                        () -> story("too little history", 50, Sex.FEMALE, 2, 1),
                        () -> story("a child", 9, Sex.MALE, 30, 5),
                        () -> with(story("already diagnosed", 65, Sex.FEMALE, 30, 5), first),
                        () -> strange(story("codes that nobody knows", 58, Sex.MALE, 30, 5)))
                .flatMap(this::clear);
    }

    /** One that is clear of the limit; none where all tries are near it. */
    private Stream<GoldenStory> clear(Supplier<GoldenStory> story) {
        return Stream.generate(story).limit(TRIES).filter(this::isClear).limit(1);
    }

    private boolean isClear(GoldenStory story) {
        StateDistance limit = files.limits().distance();
        return limit == null
                || Math.abs(model.distance(story.timeline()).orElseThrow() - limit.farthest())
                        > NEAR_THE_LIMIT * limit.farthest();
    }

    private GoldenStory story(String what, int years, Sex sex, int count, int history) {
        int asOf = (int) (years * DAYS_PER_YEAR);
        int first = asOf - (int) (history * DAYS_PER_YEAR);
        List<GoldenStory.Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(random.nextInt(first, asOf)));
        }
        return told(what, asOf, sex, events);
    }

    private static GoldenStory told(String what, int asOf, Sex sex, List<GoldenStory.Event> events) {
        return new GoldenStory(
                what,
                asOf,
                sex,
                events.stream()
                        .sorted(Comparator.comparingInt(GoldenStory.Event::ageDays)
                                .thenComparing(GoldenStory.Event::concept))
                        .toList());
    }

    private GoldenStory.Event event(int day) {
        int size = files.vocabulary().size();
        Vocabulary.Entry entry = files.vocabulary()
                .entries()
                .get(size > FIRST_CONCEPT ? random.nextInt(FIRST_CONCEPT, size) : Vocabulary.UNKNOWN);
        ValueBins values = entry.values();
        return values == null
                ? new GoldenStory.Event(day, entry.concept(), null, null, null, null)
                : new GoldenStory.Event(
                        day, entry.concept(), values.value(random.nextDouble() * 4 - 2), values.unit(), null, null);
    }

    private static GoldenStory with(GoldenStory story, OutcomeDefinition outcome) {
        boolean snomed = !outcome.snomed().isEmpty();
        String code = snomed
                ? outcome.snomed().getFirst()
                : outcome.icd10cm().getFirst().replace("*", "");
        List<GoldenStory.Event> events = new ArrayList<>(story.events());
        events.add(new GoldenStory.Event(
                story.ageDays() - 1, "golden/outcome", null, null, snomed ? Coding.SNOMED : Coding.ICD_10_CM, code));
        return told(story.what(), story.ageDays(), story.sex(), events);
    }

    private static GoldenStory strange(GoldenStory story) {
        List<GoldenStory.Event> events = new ArrayList<>();
        for (int i = 0; i < story.events().size(); i++) {
            events.add(new GoldenStory.Event(
                    story.events().get(i).ageDays(), "golden/unknown-" + i, null, null, null, null));
        }
        return told(story.what(), story.ageDays(), story.sex(), events);
    }
}

package org.prodrome.reasoning.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.evaluation.baseline.Features;
import org.prodrome.reasoning.evaluation.baseline.Person;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.AsOfDays;
import org.prodrome.reasoning.training.FollowUp;
import org.prodrome.reasoning.training.Outcomes;
import org.prodrome.reasoning.training.Split;

/** Makes rows of records, one patient at a time: index dates, features, the models' answers. */
final class RowCollector {

    private static final int STORIES = 100;

    private final Timelines timelines;
    private final Outcomes outcomes;
    private final EvaluationSettings settings;
    private final Features features;
    private final ScoringQueue queue;
    private final @Nullable IndexFile index;
    private final Rows training;
    private final Rows tuning;
    private final Rows heldOut;
    private final Occasions learnt;
    private final Occasions met;
    private final SampledStories stories;
    private final int trainingRowsPerPatient;
    private int patients;

    RowCollector(
            Timelines timelines,
            Outcomes outcomes,
            EvaluationSettings settings,
            int trainingRowsPerPatient,
            Features features,
            List<Predictor> predictors,
            @Nullable IndexFile index) {
        this.timelines = timelines;
        this.outcomes = outcomes;
        this.settings = settings;
        this.trainingRowsPerPatient = trainingRowsPerPatient;
        this.features = features;
        this.index = index;
        queue = new ScoringQueue(predictors);
        Questions questions = new Questions(outcomes.list(), settings.horizons());
        Questions near = new Questions(outcomes.list(), List.of(DifferentialRanking.HORIZON_DAYS));
        training = new Rows(questions);
        tuning = new Rows(questions);
        heldOut = new Rows(questions);
        learnt = new Occasions(new Rows(near));
        met = new Occasions(new Rows(near));
        stories = new SampledStories(STORIES, settings.seed());
    }

    /** A patient of the data that the model was trained on. */
    void internal(PatientRecord record) {
        patients++;
        FollowUp.of(record, outcomes).ifPresent(life -> {
            switch (Split.of(life.patient())) {
                case TRAINING -> training(record, life);
                case TUNING -> scored(record, life, Split.TUNING);
                case HELD_OUT -> scored(record, life, Split.HELD_OUT);
            }
        });
    }

    /** A patient of another site: all of them are held out. */
    void external(PatientRecord record, Consumer<Rows> onMany) {
        patients++;
        FollowUp.of(record, outcomes).ifPresent(life -> scored(record, life, Split.HELD_OUT));
        if (heldOut.features().size() >= ScoringQueue.MANY) {
            onMany.accept(heldOut);
        }
    }

    private void training(PatientRecord record, FollowUp life) {
        List<Integer> ages = some(ages(life), trainingRowsPerPatient, life);
        List<Occasion> occasions = occasions(life);
        if (ages.isEmpty() && occasions.isEmpty()) {
            return;
        }
        String race = Races.of(record.demographics());
        Timeline story = timelines.build(record, life.birth().plusDays(life.endAge()));
        List<SparseRow> rows = features.rows(person(life, race), story, ages, true);
        for (int i = 0; i < rows.size(); i++) {
            training.add(new IndexRow(life, ages.get(i), race), rows.get(i));
        }
        for (Occasion occasion : occasions) {
            learnt.add(
                    occasion.outcome(),
                    new IndexRow(life, occasion.age(), race),
                    one(life, race, story, occasion.age()));
        }
    }

    private SparseRow one(FollowUp life, String race, Timeline story, int age) {
        return features.rows(person(life, race), story, List.of(age), false).getFirst();
    }

    private void scored(PatientRecord record, FollowUp life, Split split) {
        List<Integer> ages = some(ages(life), settings.rowsPerPatient(), life);
        List<Occasion> occasions = split == Split.HELD_OUT ? occasions(life) : List.of();
        if (ages.isEmpty() && occasions.isEmpty()) {
            return;
        }
        Rows rows = split == Split.TUNING ? tuning : heldOut;
        String race = Races.of(record.demographics());
        List<Integer> days = new ArrayList<>(ages);
        occasions.forEach(occasion -> days.add(occasion.age()));
        List<Timeline> told = timelines.buildAll(record, dates(life, days));
        Timeline longest = told.get(days.indexOf(Collections.max(days)));
        List<SparseRow> made = features.rows(person(life, race), longest, days, false);
        for (int i = 0; i < days.size(); i++) {
            IndexRow row = new IndexRow(life, days.get(i), race);
            if (i < ages.size()) {
                rows.add(row, made.get(i));
                queue.add(rows, row, told.get(i), true);
                if (index != null) {
                    index.add(record.patient().value(), row, split);
                }
                if (split == Split.HELD_OUT) {
                    stories.offer(row, told.get(i));
                }
            } else {
                met.add(occasions.get(i - ages.size()).outcome(), row, made.get(i));
                queue.add(met.rows(), row, told.get(i), false);
            }
        }
    }

    private record Occasion(int outcome, int age) {}

    /** The day before each first diagnosis, where a patient could have been asked about. */
    private List<Occasion> occasions(FollowUp life) {
        List<Occasion> occasions = new ArrayList<>();
        int from = (int) Math.max(
                life.firstAge() + (double) settings.historyDays(), Math.ceil(outcomes.fromAgeYears() * 365.25));
        for (int o = 0; o < life.outcomeAges().length; o++) {
            float age = life.outcomeAges()[o];
            if (age - 1 >= from && age <= life.endAge()) {
                occasions.add(new Occasion(o, (int) age - 1));
            }
        }
        return occasions;
    }

    private List<Integer> ages(FollowUp life) {
        return AsOfDays.perYear(life, outcomes.fromAgeYears(), settings.historyDays(), settings.seed());
    }

    /** At most so many of the days, drawn at random; all where there is no limit. */
    private List<Integer> some(List<Integer> ages, int most, FollowUp life) {
        if (most <= 0 || ages.size() <= most) {
            return ages;
        }
        List<Integer> left = new ArrayList<>(ages);
        SplittableRandom random = new SplittableRandom(settings.seed() * 31 + life.patient());
        while (left.size() > most) {
            left.remove(random.nextInt(left.size()));
        }
        return left;
    }

    private static List<LocalDate> dates(FollowUp life, List<Integer> ages) {
        return ages.stream().map(age -> life.birth().plusDays(age)).toList();
    }

    private static Person person(FollowUp life, String race) {
        return new Person(life.patient(), life.sex(), race, life.firstAge());
    }

    /** All that was collected, once the last record was given. */
    Collected finish() {
        queue.flush();
        return new Collected(training, tuning, heldOut, learnt, met, stories, patients, queue.readable());
    }
}

package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.token.Salience;
import org.prodrome.reasoning.token.Tokenizer;
import org.prodrome.reasoning.token.Vocabulary;
import org.prodrome.reasoning.token.VocabularyBuilder;

/**
 * Makes training data of records, in two passes: the vocabulary from training patients only, then the sequences.
 *
 * <p>Patients are split before anything is fitted. Held-out patients are only counted. The same source and settings give
 * the same sequences.
 */
public final class Sequences {

    private static final int HISTORY_DAYS = 365;
    private static final int SALIENCE_LOOKS = 4;
    private static final int SALIENCE_DAYS = 1095;

    private final Timelines timelines;
    private final Outcomes outcomes;
    private final SequenceSettings settings;
    private final Progress progress;

    public Sequences(Timelines timelines, Outcomes outcomes, SequenceSettings settings, Progress progress) {
        this.timelines = timelines;
        this.outcomes = outcomes;
        this.settings = settings;
        this.progress = progress;
    }

    /** Reads the source twice. */
    public SequenceData extract(RecordSource source) {
        Vocabulary vocabulary = vocabulary(source);
        Tokenizer tokenizer = new Tokenizer(vocabulary, settings.window());
        Map<Split, List<PatientSequence>> sequences = new EnumMap<>(Split.class);
        Map<Split, Integer> patients = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            sequences.put(split, new ArrayList<>());
            patients.put(split, 0);
        }
        each(
                source,
                "sequences",
                record -> FollowUp.of(record, outcomes).ifPresent(life -> {
                    Split split = Split.of(life.patient());
                    patients.merge(split, 1, Integer::sum);
                    if (split != Split.HELD_OUT) {
                        sequences
                                .computeIfAbsent(split, s -> new ArrayList<>())
                                .addAll(windows(record, life, days(life, split), tokenizer));
                    }
                }));
        return new SequenceData(
                vocabulary,
                outcomes,
                sequences.getOrDefault(Split.TRAINING, List.of()),
                sequences.getOrDefault(Split.TUNING, List.of()),
                patients.getOrDefault(Split.TRAINING, 0),
                patients.getOrDefault(Split.TUNING, 0),
                patients.getOrDefault(Split.HELD_OUT, 0),
                source.synthetic());
    }

    private Vocabulary vocabulary(RecordSource source) {
        VocabularyBuilder builder = new VocabularyBuilder(timelines, settings.seed(), settings.notes());
        Salience salience = new Salience(outcomes.outcomes().size());
        each(
                source,
                "vocabulary",
                record -> trainingLife(record).ifPresent(life -> {
                    Timeline whole = timelines.build(record, life.birth().plusDays(life.endAge()));
                    builder.add(whole);
                    count(salience, life, whole);
                }));
        return builder.build(settings.fewestPatients(), salience.byConcept());
    }

    /** A few days of one patient, evenly spread over those that evaluation would ask about. */
    private void count(Salience salience, FollowUp life, Timeline whole) {
        List<Integer> days = AsOfDays.perYear(life, outcomes.fromAgeYears(), HISTORY_DAYS, settings.seed());
        int looks = Math.min(SALIENCE_LOOKS, days.size());
        for (int look = 0; look < looks; look++) {
            int day = days.get((2 * look + 1) * days.size() / (2 * looks));
            salience.add(whole, day, life.known(day, SALIENCE_DAYS), life.came(day, SALIENCE_DAYS));
        }
    }

    private Optional<FollowUp> trainingLife(PatientRecord record) {
        return FollowUp.of(record, outcomes).filter(life -> Split.of(life.patient()) == Split.TRAINING);
    }

    private void each(RecordSource source, String phase, Consumer<PatientRecord> work) {
        progress.phase(phase, source.count());
        long unreadable = source.forEachInOrder(record -> {
            work.accept(record);
            progress.step();
        });
        if (unreadable > 0) {
            progress.note(unreadable + " lines of the export are no readable resource and were left out");
        }
    }

    /** Many days to learn from; of tuning patients those that evaluation would ask about, so that calibration is on the like. */
    private int[] days(FollowUp life, Split split) {
        return split == Split.TRAINING
                ? AsOfDays.draw(life, outcomes.fromAgeYears(), settings.windowsPerPatient(), settings.seed())
                : AsOfDays.perYear(life, outcomes.fromAgeYears(), HISTORY_DAYS, settings.seed()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    private List<PatientSequence> windows(PatientRecord record, FollowUp life, int[] days, Tokenizer tokenizer) {
        List<PatientSequence> windows = new ArrayList<>();
        for (int asOfAge : days) {
            Timeline timeline = timelines.build(record, life.birth().plusDays(asOfAge));
            windows.add(new PatientSequence(
                    life.patient(),
                    tokenizer.tokenize(timeline),
                    asOfAge,
                    life.outcomeAges(),
                    life.endAge(),
                    life.died()));
        }
        return sharing(windows);
    }

    /** One patient's sequences keep their numbers once. */
    private static List<PatientSequence> sharing(List<PatientSequence> windows) {
        return windows.stream()
                .map(window -> window.sharing(windows.getLast().tokens().courses()))
                .toList();
    }
}

package org.prodrome.reasoning.token;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/**
 * Stage 5: makes the tokens of a timeline. Pure, immutable and thread-safe.
 *
 * <p>Enforces the vocabulary's clamps and a window, by {@link WindowPolicy}. Entries of one day that look the same to the
 * model (same concept, same bin) are one token.
 */
public final class Tokenizer {

    private static final double DAYS_PER_YEAR = 365.25;
    private static final float SILENCE_DAYS = (float) (5 * DAYS_PER_YEAR);
    private static final float END_OF_DAY = 0.5f;
    private static final int FRAME = 2;

    private final Vocabulary vocabulary;
    private final Map<String, Integer> index;
    private final int window;
    private final boolean coursesRead;

    /** Ready to tokenise for a model that reads the courses of all values. */
    public Tokenizer(Vocabulary vocabulary, int window) {
        this(vocabulary, window, true);
    }

    /**
     * Ready to tokenise.
     *
     * @param vocabulary of the model
     * @param window most tokens per patient, at least 8
     * @param coursesRead whether the model reads more values than those of its tokens; for one that doesn't, the courses hold no
     *     others
     */
    public Tokenizer(Vocabulary vocabulary, int window, boolean coursesRead) {
        if (window < 8) {
            throw new IllegalArgumentException("window: expected at least 8 tokens, got " + window);
        }
        this.vocabulary = vocabulary;
        this.index = vocabulary.index();
        this.window = window;
        this.coursesRead = coursesRead;
    }

    /** The tokens of a timeline, at most the window, oldest first. */
    public Tokens tokenize(Timeline timeline) {
        float now = clamped(timeline.age().value());
        List<Candidate> candidates = candidates(timeline);
        List<Candidate> all = new ArrayList<>(candidates);
        all.addAll(silences(candidates, now));
        List<Candidate> chosen = WindowPolicy.choose(all, window - FRAME);
        return assemble(timeline, chosen, courses(candidates, chosen), now + END_OF_DAY);
    }

    /**
     * The day from which on a timeline's tokens leave out nothing they could hold; empty for a timeline without events, and where
     * something of its last day is left out.
     *
     * @param allCourses whether what is in the courses alone counts as read
     */
    public Optional<LocalDate> allSince(Timeline timeline, Tokens tokens, boolean allCourses) {
        if (timeline.entries().isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> kept = IntStream.concat(
                        Arrays.stream(tokens.entries()),
                        allCourses ? tokens.courses().entriesRead() : IntStream.empty())
                .boxed()
                .collect(Collectors.toSet());
        int first = timeline.entries().getFirst().age().value();
        int since = candidates(timeline).stream()
                .mapToInt(Candidate::entry)
                .filter(entry -> !kept.contains(entry))
                .map(entry -> timeline.entries().get(entry).age().value() + 1)
                .reduce(first, Math::max);
        return Optional.of(timeline.birthDate().plusDays(since)).filter(day -> !day.isAfter(timeline.asOf()));
    }

    private List<Candidate> candidates(Timeline timeline) {
        record Look(float age, int code, int bin) {}
        Map<Look, Candidate> byLook = new LinkedHashMap<>();
        for (int i = 0; i < timeline.entries().size(); i++) {
            TimelineEntry entry = timeline.entries().get(i);
            EventKind kind = EventKind.of(entry.event());
            if (vocabulary.clamps().kinds().contains(kind)) {
                Candidate candidate = candidate(entry, i, kind == EventKind.DIAGNOSIS);
                Look look = new Look(candidate.age(), candidate.code(), candidate.bin());
                Candidate before = byLook.putIfAbsent(look, candidate);
                if (before != null) {
                    byLook.put(look, before.standingForOneMore());
                }
            }
        }
        return List.copyOf(byLook.values());
    }

    private Candidate candidate(TimelineEntry entry, int position, boolean diagnosis) {
        int code = id(TokenConcept.of(entry));
        float age = clamped(entry.age().value());
        Vocabulary.Entry known = vocabulary.entries().get(code);
        ValueBins bins = known.values();
        double salience = known.salience();
        if (bins != null
                && entry.value() instanceof NormalisedValue.Number(double number, String unit)
                && unit.equals(bins.unit())) {
            return new Candidate(age, code, bins.bin(number), bins.z(number), number, position, 1, diagnosis, salience);
        }
        return new Candidate(age, code, 0, 0, Double.NaN, position, 1, diagnosis, salience);
    }

    /** Whether an event becomes more than the token for what is unknown. */
    public boolean knows(TimelineEntry entry) {
        return id(TokenConcept.of(entry)) != Vocabulary.UNKNOWN;
    }

    private int id(String concept) {
        Integer id = index.get(concept);
        return id != null ? id : index.getOrDefault(TokenConcept.wider(concept), Vocabulary.UNKNOWN);
    }

    private float clamped(int days) {
        return (float) Math.clamp(days, 0, vocabulary.clamps().maxAgeYears() * DAYS_PER_YEAR);
    }

    /** No-event tokens every five years within a silence, counted from the first event on. */
    private static List<Candidate> silences(List<Candidate> events, float now) {
        List<Candidate> silent = new ArrayList<>();
        float last = events.isEmpty() ? now : events.getFirst().age();
        for (Candidate event : events) {
            addSilence(last, event.age(), silent);
            last = event.age();
        }
        addSilence(last, now, silent);
        return silent;
    }

    private static void addSilence(float from, float to, List<Candidate> silent) {
        for (float age = from + SILENCE_DAYS; age < to; age += SILENCE_DAYS) {
            silent.add(Candidate.noEvent(age));
        }
    }

    private Courses courses(List<Candidate> candidates, List<Candidate> chosen) {
        Set<Integer> kept = chosen.stream().map(Candidate::entry).collect(Collectors.toSet());
        List<Candidate> valued = candidates.stream()
                .filter(Candidate::hasValue)
                .filter(value -> coursesRead || kept.contains(value.entry()))
                .sorted(Candidate.OLDEST_FIRST)
                .toList();
        int count = valued.size();
        int[] codes = new int[count];
        float[] z = new float[count];
        float[] ages = new float[count];
        int[] entries = new int[count];
        int besides = 0;
        for (int i = 0; i < count; i++) {
            Candidate value = valued.get(i);
            codes[i] = value.code();
            z[i] = value.z();
            ages[i] = value.age();
            entries[i] = value.entry();
            besides += kept.contains(value.entry()) ? 0 : value.stands();
        }
        return new Courses(codes, z, ages, entries, count, besides);
    }

    private static Tokens assemble(Timeline timeline, List<Candidate> chosen, Courses courses, float end) {
        int length = chosen.size() + FRAME;
        int[] codes = new int[length];
        int[] bins = new int[length];
        float[] z = new float[length];
        float[] ages = new float[length];
        int[] entries = new int[length];
        codes[0] = Vocabulary.sexToken(timeline.sex());
        entries[0] = -1;
        for (int i = 0; i < chosen.size(); i++) {
            Candidate token = chosen.get(i);
            codes[i + 1] = token.code();
            bins[i + 1] = token.bin();
            z[i + 1] = token.z();
            ages[i + 1] = token.age();
            entries[i + 1] = token.entry();
        }
        codes[length - 1] = Vocabulary.AS_OF;
        ages[length - 1] = end;
        entries[length - 1] = -1;
        int seen = chosen.stream().mapToInt(Candidate::stands).sum();
        int unknown = (int) chosen.stream()
                .filter(token -> token.code() == Vocabulary.UNKNOWN)
                .count();
        return new Tokens(codes, bins, z, ages, entries, timeline.entries().size(), seen, unknown, courses);
    }
}

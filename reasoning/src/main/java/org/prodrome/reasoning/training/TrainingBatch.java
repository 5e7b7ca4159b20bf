package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.prodrome.reasoning.model.Hazards;
import org.prodrome.reasoning.model.Inputs;
import org.prodrome.reasoning.token.Tokens;

/**
 * One step's inputs and labels: the same rows as {@link Inputs}, what came next in them, and what came after each read.
 *
 * @param inputs the network's inputs, {@code (batch, time)}
 * @param rows places in {@code (batch * time)} whose next event is known, {@code (n)}
 * @param next its code, {@code (n)}
 * @param waits years until then, {@code (n)}
 * @param exposure years at risk, {@code (batch * reads, outcomes, bins)} flattened
 * @param events 1 where the outcome came, the same shape
 */
record TrainingBatch(Inputs inputs, int[] rows, int[] next, float[] waits, float[] exposure, float[] events) {

    /**
     * Beyond this many timeline entries between two tokens the window has left something out, so that the second is not
     * what came next. Small holes are events without a token, such as documents.
     */
    private static final int LARGEST_HOLE = 16;

    /** Days to read at depend on the seed, the step and the sequence alone, not on who else is in the batch. */
    static TrainingBatch of(List<PatientSequence> sequences, int time, int reads, Labels labels, long seed, int step) {
        Inputs inputs = new Inputs(sequences.size(), time, reads);
        NextEvents next = new NextEvents();
        int perRead = labels.perRead();
        float[] exposure = new float[sequences.size() * reads * perRead];
        float[] events = new float[exposure.length];
        for (int row = 0; row < sequences.size(); row++) {
            PatientSequence sequence = sequences.get(row);
            float[] days = readDays(sequence, reads, labels.fromAgeDays(), random(sequence, seed, step));
            inputs.put(row, sequence.tokens(), days);
            next.add(row * time, sequence.tokens());
            for (int r = 0; r < reads; r++) {
                labels.write(sequence, days[r], exposure, events, (row * reads + r) * perRead);
            }
        }
        return new TrainingBatch(inputs, next.rows(), next.codes(), next.waits(), exposure, events);
    }

    private static RandomGenerator random(PatientSequence sequence, long seed, int step) {
        long place = mixed(sequence.patient() ^ mixed(Float.floatToIntBits(sequence.asOfAge())));
        return new SplittableRandom(mixed(mixed(mixed(seed) + step) ^ place));
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): neighbours come out unlike each other. */
    private static long mixed(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long y = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return (y ^ (y >>> 31)) + 0x9E3779B97F4A7C15L; // never 0 for 0
    }

    /** The sequence's own as-of day last; before it, days of its adult events drawn at random. */
    private static float[] readDays(PatientSequence sequence, int reads, float fromAgeDays, RandomGenerator random) {
        float[] days = new float[reads];
        Arrays.fill(days, sequence.asOfAge());
        float[] ages = sequence.tokens().ages();
        List<Float> eligible = new ArrayList<>();
        for (int i = 0; i < ages.length - 1; i++) {
            float day = (float) Math.floor(ages[i]);
            if (day >= fromAgeDays && (eligible.isEmpty() || eligible.getLast() < day)) {
                eligible.add(day);
            }
        }
        for (int r = 0; r < reads - 1 && !eligible.isEmpty(); r++) {
            days[r] = eligible.get(random.nextInt(eligible.size()));
        }
        return days;
    }

    /** Who knows how to label a read: which bins, from which age. */
    record Labels(int outcomes, List<Integer> edges, float fromAgeDays) {

        int perRead() {
            return (outcomes + 1) * edges.size();
        }

        /** Writes {@code (outcomes + 1, bins)}, death last, at an offset. */
        void write(PatientSequence sequence, float day, float[] exposure, float[] events, int at) {
            for (int o = 0; o < outcomes; o++) {
                float age = sequence.outcomeAges()[o];
                boolean came = !Float.isNaN(age) && age <= sequence.endAge();
                write((came ? age : sequence.endAge()) - day, came, exposure, events, at + o * edges.size());
            }
            write(sequence.endAge() - day, sequence.died(), exposure, events, at + outcomes * edges.size());
        }

        /** Nothing where the outcome is prevalent or nothing was observed: {@code days <= 0}. */
        private void write(float days, boolean came, float[] exposure, float[] events, int at) {
            float from = 0;
            for (int k = 0; k < edges.size() && days > from; k++) {
                float to = edges.get(k);
                exposure[at + k] = (float) ((Math.min(days, to) - from) / Hazards.DAYS_PER_YEAR);
                events[at + k] = came && days <= to ? 1 : 0;
                from = to;
            }
        }
    }

    /** Collects, for the k-th event of a day, the k-th event of the next day: together they cover what came next. */
    private static final class NextEvents {
        private final List<Integer> rows = new ArrayList<>();
        private final List<Integer> codes = new ArrayList<>();
        private final List<Float> waits = new ArrayList<>();

        void add(int at, Tokens tokens) {
            int events = tokens.length() - 1;
            boolean whole = tokens.eventsSeen() >= tokens.eventsInTimeline();
            int day = 0;
            while (day < events) {
                int next = endOfDay(tokens, day, events);
                int end = next < events ? endOfDay(tokens, next, events) : next;
                if (next < end && (whole || hole(tokens, next) <= LARGEST_HOLE)) {
                    addDay(at, tokens, day, next, end);
                }
                day = next;
            }
        }

        private void addDay(int at, Tokens tokens, int day, int next, int end) {
            for (int i = day; i < next; i++) {
                int j = next + (i - day) % (end - next);
                rows.add(at + i);
                codes.add(tokens.codes()[j]);
                waits.add((float) ((tokens.ages()[j] - tokens.ages()[i]) / Hazards.DAYS_PER_YEAR));
            }
        }

        private static int endOfDay(Tokens tokens, int from, int events) {
            int i = from;
            while (i < events && tokens.ages()[i] == tokens.ages()[from]) {
                i++;
            }
            return i;
        }

        private static int hole(Tokens tokens, int next) {
            int before = tokens.entries()[next - 1];
            int after = tokens.entries()[next];
            return before < 0 || after < 0 ? 0 : after - before;
        }

        int[] rows() {
            return rows.stream().mapToInt(Integer::intValue).toArray();
        }

        int[] codes() {
            return codes.stream().mapToInt(Integer::intValue).toArray();
        }

        float[] waits() {
            float[] array = new float[waits.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = waits.get(i);
            }
            return array;
        }
    }
}

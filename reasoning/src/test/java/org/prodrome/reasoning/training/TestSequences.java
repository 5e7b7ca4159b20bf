package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.prodrome.reasoning.token.EventKind;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.ValueBins;
import org.prodrome.reasoning.token.Vocabulary;

/** Object mother: made-up patients whose one lab, in some of them, rises before a disease. */
final class TestSequences {

    static final int FIRST = 8;
    static final int LAB = FIRST;
    static final int NOISE = FIRST + 1;
    static final int NOISES = 9;
    private static final float DAYS_PER_YEAR = 365.25f;

    private TestSequences() {}

    static Vocabulary vocabulary() {
        List<Vocabulary.Entry> entries = new ArrayList<>();
        for (int i = 0; i < FIRST; i++) {
            entries.add(new Vocabulary.Entry("token/" + i, "fixed " + i, List.of(), 0, null));
        }
        entries.add(new Vocabulary.Entry(
                "lab", "a lab", List.of(), 100, new ValueBins("1", 0, 1, List.of(-1.0, 0.0, 1.0, 2.0), 1)));
        for (int i = 0; i < NOISES; i++) {
            entries.add(new Vocabulary.Entry("noise/" + i, "noise " + i, List.of(FIRST + 1 + i % 3), 100, null));
        }
        return new Vocabulary(entries, new Vocabulary.Clamps(90, Set.of(EventKind.values())));
    }

    static Outcomes outcomes() {
        return new Outcomes(
                "test",
                "2026-11-20",
                18,
                0,
                List.of(
                        new Outcomes.Definition("planted", "a planted disease", List.of("1"), List.of(), "test"),
                        new Outcomes.Definition("absent", "a disease nobody gets", List.of("2"), List.of(), "test")));
    }

    static SequenceData data(int training, int tuning, long seed) {
        return new SequenceData(
                vocabulary(),
                outcomes(),
                patients(training, seed),
                patients(tuning, seed + 1),
                training,
                tuning,
                0,
                true);
    }

    static List<PatientSequence> patients(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PatientSequence> patients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            patients.add(patient(i, random));
        }
        return patients;
    }

    /** Half of all people's lab rises by 1 a year; it is diagnosed within the year after it passed 2. */
    private static PatientSequence patient(int id, SplittableRandom random) {
        boolean rising = random.nextBoolean();
        float start = (30 + 40 * random.nextFloat()) * DAYS_PER_YEAR;
        int events = 8 + random.nextInt(40);
        float span = (1 + 3 * random.nextFloat()) * DAYS_PER_YEAR;
        float asOf = (float) Math.floor(start + span);
        Rows rows = new Rows();
        rows.add(4 + random.nextInt(2), 0, 0, 0, -1);
        for (int e = 0; e < events; e++) {
            float age = (float) Math.floor(start + span * e / events);
            if (random.nextInt(3) == 0) {
                double value = (rising ? (age - start) / DAYS_PER_YEAR : 0) + 0.3 * random.nextGaussian();
                rows.add(
                        LAB, value < -1 ? 1 : value < 0 ? 2 : value < 1 ? 3 : value < 2 ? 4 : 5, (float) value, age, e);
            } else {
                rows.add(NOISE + random.nextInt(NOISES), 0, 0, age, e);
            }
        }
        rows.add(Vocabulary.AS_OF, 0, 0, asOf + 0.5f, -1);
        float onset = start + (2 + random.nextFloat()) * DAYS_PER_YEAR;
        float end = asOf + 5 * DAYS_PER_YEAR * random.nextFloat();
        return new PatientSequence(
                id,
                rows.tokens(events),
                asOf,
                new float[] {rising && onset < end ? onset : Float.NaN, Float.NaN},
                end,
                random.nextInt(20) == 0);
    }

    private static final class Rows {
        private final List<float[]> rows = new ArrayList<>();

        void add(int code, int bin, float z, float age, int entry) {
            rows.add(new float[] {code, bin, z, age, entry});
        }

        Tokens tokens(int events) {
            return new Tokens(ints(0), ints(1), floats(2), floats(3), ints(4), events, events, 0);
        }

        private int[] ints(int column) {
            return rows.stream().mapToInt(row -> (int) row[column]).toArray();
        }

        private float[] floats(int column) {
            float[] array = new float[rows.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = rows.get(i)[column];
            }
            return array;
        }
    }
}

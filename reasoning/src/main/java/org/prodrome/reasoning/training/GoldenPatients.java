package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelFiles.Golden;
import org.prodrome.reasoning.model.ModelFiles.GoldenCase;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.ValueBins;
import org.prodrome.reasoning.token.Vocabulary;

/** Patients thrown together from the vocabulary: a package must carry nobody's record. */
final class GoldenPatients {

    private static final int FIRST_CONCEPT = 8;
    private static final int FEMALE = 4;
    private static final double TOLERANCE = 1e-4;

    private GoldenPatients() {}

    /** One patient per bucket and a short one, with the risks the network gives them. */
    static Golden of(Vocabulary vocabulary, List<Integer> buckets, Forward forward, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tokens> patients = new ArrayList<>();
        patients.add(patient(vocabulary, 12, random));
        buckets.forEach(bucket -> patients.add(patient(vocabulary, bucket, random)));
        List<double[][]> risks = forward.risks(patients);
        List<GoldenCase> cases = new ArrayList<>();
        for (int i = 0; i < patients.size(); i++) {
            cases.add(new GoldenCase(patients.get(i), risks.get(i)));
        }
        return new Golden("drawn at random from the vocabulary; nobody's record", TOLERANCE, cases);
    }

    private static Tokens patient(Vocabulary vocabulary, int length, SplittableRandom random) {
        int[] codes = new int[length];
        int[] bins = new int[length];
        float[] z = new float[length];
        float[] ages = new float[length];
        int[] entries = new int[length];
        Arrays.fill(entries, -1);
        codes[0] = FEMALE + random.nextInt(2);
        int day = 30 * 365;
        for (int i = 1; i < length - 1; i++) {
            codes[i] = FIRST_CONCEPT + random.nextInt(Math.max(1, vocabulary.size() - FIRST_CONCEPT));
            ValueBins values = vocabulary.entries().get(codes[i]).values();
            bins[i] = values == null
                    ? 0
                    : values.firstBin() + random.nextInt(values.edges().size() + 1);
            z[i] = values == null ? 0 : random.nextInt(-20, 21) / 8f;
            day += random.nextInt(3) * random.nextInt(60);
            ages[i] = day;
        }
        codes[length - 1] = Vocabulary.AS_OF;
        ages[length - 1] = day + 0.5f;
        return new Tokens(codes, bins, z, ages, entries, length - 2, length - 2, 0);
    }
}

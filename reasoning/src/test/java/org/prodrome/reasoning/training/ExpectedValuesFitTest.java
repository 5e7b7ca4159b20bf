package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.ExpectedValues;
import org.prodrome.reasoning.model.ExpectedValues.Analyte;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

class ExpectedValuesFitTest {

    private static final int MALE = 5;
    private static final int DIAGNOSIS = TestSequences.NOISE;
    private static final List<Double> YEARS = List.of(-2.0, 0.0);

    @Test
    void findsLevelDeviationsAndWhatADiagnosisShifts() {
        ExpectedValues expected = fit(2000, 1);

        Analyte lab = expected.analytes().getFirst();
        assertThat(expected.analytes()).hasSize(1);
        assertThat(lab.code()).isEqualTo(TestSequences.LAB);
        assertThat(lab.level()[0]).isEqualTo(0.4f, within(0.1f));
        assertThat(lab.level()[1]).isEqualTo(0.6f, within(0.1f));
        assertThat(lab.level()[2]).isEqualTo(-0.3f, within(0.1f));
        assertThat(lab.shifts()[0][0]).isEqualTo(1, within(0.1f));
        assertThat(lab.shifts()[0][1]).isEqualTo(2, within(0.1f));
        assertThat(lab.within()).isEqualTo(0.3, within(0.03));
        assertThat(lab.between()).isEqualTo(0.8, within(0.1));
    }

    @Test
    void ofTooFewPatientsNothingIsExpected() {
        assertThat(fit(90, 2).analytes()).isEmpty();
    }

    @Test
    void anUnrecordedDiagnosisShiftsNothing() {
        ExpectedValues expected = fit(2000, 1);
        Tokens tokens = patient(0, new SplittableRandom(3)).tokens();
        float[] later = expected.diagnosed(tokens, 23_000);
        float[] before = expected.diagnosed(tokens, 20_000);

        assertThat(later).containsExactly(21_000);
        assertThat(before).containsExactly(Float.NaN);
        assertThat(expected.span(21_100, 21_000)).isEqualTo(1);
        assertThat(expected.span(20_900, 21_000)).isEqualTo(0);
        assertThat(expected.span(20_000, 21_000)).isEqualTo(-1);
    }

    /** 0.3 between, 1 within, four values each: half of the scatter of their means is that of the values. */
    @Test
    void theScatterOfValuesIsNotTakenForThatOfPatients() {
        SplittableRandom random = new SplittableRandom(5);
        List<PatientSequence> all = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            all.add(patient(i, random, 4, 1, 0.3));
        }

        Analyte lab = fit(all).analytes().getFirst();

        assertThat(lab.within()).isEqualTo(1, within(0.05));
        assertThat(lab.between()).isEqualTo(0.3, within(0.08));
    }

    private static ExpectedValues fit(int patients, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PatientSequence> all = new ArrayList<>();
        for (int i = 0; i < patients; i++) {
            PatientSequence whole = patient(i, random);
            all.add(early(whole));
            all.add(whole);
        }
        return fit(all);
    }

    private static ExpectedValues fit(List<PatientSequence> all) {
        SequenceData data =
                new SequenceData(TestSequences.vocabulary(), TestSequences.outcomes(), all, List.of(), 1, 0, 0, true);
        return ExpectedValuesFit.fit(data, YEARS, List.of(List.of(DIAGNOSIS)));
    }

    /** The same patient before most of it was there, as of an earlier day. */
    private static PatientSequence early(PatientSequence whole) {
        Tokens first = new Tokens(
                new int[] {MALE, Vocabulary.AS_OF}, new int[2], new float[2], new float[2], new int[2], 0, 0, 0);
        return new PatientSequence(whole.patient(), first, 18_000, whole.outcomeAges(), whole.endAge(), false);
    }

    /** Values over eight years; every second patient has the diagnosis at 21,000 days, two of three are men. */
    private static PatientSequence patient(int id, SplittableRandom random) {
        return patient(id, random, 12, 0.3, 0.8);
    }

    private static PatientSequence patient(
            int id, SplittableRandom random, int values, double withinDeviation, double betweenDeviation) {
        boolean male = id % 3 != 0;
        boolean ill = id % 2 == 0;
        double offset = betweenDeviation * random.nextGaussian();
        int[] codes = new int[values + 3];
        int[] bins = new int[codes.length];
        float[] z = new float[codes.length];
        float[] ages = new float[codes.length];
        int[] entries = new int[codes.length];
        codes[0] = male ? MALE : MALE - 1;
        entries[0] = -1;
        codes[1] = ill ? DIAGNOSIS : TestSequences.NOISE + 1;
        ages[1] = 21_000;
        for (int i = 0; i < values; i++) {
            float age = 19_000 + 250 * i;
            double shift = !ill || age < 21_000 - 2 * 365.25 ? 0 : age < 21_000 ? 1 : 2;
            double level = 0.4 + (male ? 0.6 : 0) - 0.3 * (age / 3652.5 - 5);
            codes[i + 2] = TestSequences.LAB;
            bins[i + 2] = 1;
            ages[i + 2] = age;
            entries[i + 2] = i + 1;
            z[i + 2] = (float) (level + offset + shift + withinDeviation * random.nextGaussian());
        }
        int last = codes.length - 1;
        codes[last] = Vocabulary.AS_OF;
        ages[last] = 22_500.5f;
        entries[last] = -1;
        Tokens tokens = new Tokens(codes, bins, z, ages, entries, values + 1, values + 1, 0);
        return new PatientSequence(id, tokens, 22_500, new float[] {Float.NaN, Float.NaN}, 23_000, false);
    }
}

package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

class LabelledTest {

    private static final float AS_OF = 10_000;

    @Test
    void outcomeOnTheLastDayOfTheHorizonCounts() {
        assertThat(labelled(patient(AS_OF + 365, AS_OF + 1000, false)).events()).containsExactly(true);
        assertThat(labelled(patient(AS_OF + 366, AS_OF + 1000, false)).events()).containsExactly(false);
    }

    @Test
    void prevalentCasesAreLeftOutAndSoIsTheAsOfDayItself() {
        assertThat(labelled(patient(AS_OF - 1, AS_OF + 1000, false)).places()).isEmpty();
        assertThat(labelled(patient(AS_OF, AS_OF + 1000, false)).places()).isEmpty();
    }

    @Test
    void aLivingPatientWithoutTheOutcomeWhoWasNotObservedToTheHorizonIsLeftOut() {
        assertThat(labelled(patient(Float.NaN, AS_OF + 364, false)).places()).isEmpty();
        assertThat(labelled(patient(Float.NaN, AS_OF + 365, false)).places()).containsExactly(0);
        assertThat(labelled(patient(AS_OF + 100, AS_OF + 364, false)).events()).containsExactly(true);
    }

    @Test
    void theObservedStandForTheLostSoThatTheDeadDoNotCountTwice() {
        Labelled labelled = Labelled.of(
                List.of(
                        patient(Float.NaN, AS_OF + 100, false),
                        patient(Float.NaN, AS_OF + 1000, false),
                        patient(AS_OF + 200, AS_OF + 300, true),
                        patient(Float.NaN, AS_OF + 50, true)),
                0,
                365);

        assertThat(labelled.places()).containsExactly(1, 2, 3);
        assertThat(labelled.events()).containsExactly(false, true, false);
        assertThat(labelled.weights()).containsExactly(new double[] {1.5, 1.5, 1}, within(1e-9));
    }

    @Test
    void deathWithoutTheOutcomeIsANonEvent() {
        assertThat(labelled(patient(Float.NaN, AS_OF + 30, true)).events()).containsExactly(false);
    }

    @Test
    void countsPatientsAndNotTheirRows() {
        PatientSequence ill = patient(AS_OF + 100, AS_OF + 1000, false);
        PatientSequence well = of(2, Float.NaN, AS_OF + 1000, false);
        PatientSequence later = of(1, AS_OF + 900, AS_OF + 1000, false);
        List<PatientSequence> rows = List.of(well, ill, ill, well, ill, later, well);
        assertThat(Labelled.of(rows, 0, 365).patients(rows)).isEqualTo(new Labelled.Patients(1, 1));
    }

    private static Labelled labelled(PatientSequence sequence) {
        return Labelled.of(List.of(sequence), 0, 365);
    }

    private static PatientSequence patient(float outcomeAge, float endAge, boolean died) {
        return of(1, outcomeAge, endAge, died);
    }

    private static PatientSequence of(long patient, float outcomeAge, float endAge, boolean died) {
        Tokens tokens = new Tokens(
                new int[] {Vocabulary.AS_OF},
                new int[1],
                new float[1],
                new float[] {AS_OF + 0.5f},
                new int[1],
                0,
                0,
                0);
        return new PatientSequence(patient, tokens, AS_OF, new float[] {outcomeAge}, endAge, died);
    }
}

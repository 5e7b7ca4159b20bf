package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;

class SequenceDataTest {

    @Test
    void outcomesThatTooFewGetAreLeftOutWithTheirAges() {
        SequenceData learnable = asking(5).learnable();
        assertThat(learnable.outcomes().list())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.id()).isEqualTo("planted"));
        assertThat(learnable.training())
                .hasSameSizeAs(asking(5).training())
                .allSatisfy(sequence -> assertThat(sequence.outcomeAges()).hasSize(1));
    }

    @Test
    void severalSequencesOfOnePatientCountOnce() {
        SequenceData data = asking(5);
        PatientSequence ill = data.training().stream()
                .filter(sequence -> sequence.outcomeAges()[0] > sequence.asOfAge())
                .findFirst()
                .orElseThrow();
        SequenceData one = new SequenceData(
                data.vocabulary(), data.outcomes(), List.of(ill, ill, ill, ill, ill), List.of(ill), 1, 1, 0, true);
        assertThatThrownBy(one::learnable).isInstanceOf(RefusedData.class).hasMessageContaining("at least 5");
    }

    @Test
    void dataInWhichNobodyGetsAnythingIsRefused() {
        assertThatThrownBy(asking(1_000)::learnable)
                .isInstanceOf(RefusedData.class)
                .hasMessageContaining("expected at least 1000 training patients who get one of the outcomes");
    }

    private static SequenceData asking(int fewest) {
        SequenceData data = TestSequences.data(80, 20, 1);
        Outcomes asked = data.outcomes();
        return new SequenceData(
                data.vocabulary(),
                new Outcomes(asked.source(), asked.date(), asked.fromAgeYears(), fewest, asked.outcomes()),
                data.training(),
                data.tuning(),
                80,
                20,
                0,
                true);
    }
}

package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Inputs;
import org.prodrome.reasoning.model.WeightStore;
import org.tensorflow.Tensor;

/** On which of a patient's days training looks. */
class ReadDaysTest {

    private static final int TIME = 80;
    private static final int READS = 6;
    private static final TrainingBatch.Labels LABELS = new TrainingBatch.Labels(2, List.of(365, 1825), 18 * 365);

    private final List<PatientSequence> patients = TestSequences.patients(20, 3);

    @Test
    void dependOnTheSequenceAndNotOnItsCompany() {
        float[] together = ages(patients, 5);
        for (int row = 0; row < patients.size(); row++) {
            float[] alone = ages(List.of(patients.get(row)), 5);
            assertThat(Arrays.copyOfRange(together, row * TIME, (row + 1) * TIME))
                    .containsExactly(alone);
        }
    }

    @Test
    void areDrawnAnewAtEachStep() {
        Set<List<Float>> drawn = new HashSet<>();
        for (int step = 0; step < 50; step++) {
            drawn.add(reads(ages(patients.subList(0, 1), step)));
        }
        assertThat(drawn).hasSizeGreaterThan(40);
    }

    @Test
    void areTheSameForTheSameSeedAndStep() {
        assertThat(ages(patients, 7)).containsExactly(ages(patients, 7));
    }

    @Test
    void tuningLooksAtNoMoreThanAThousandOfThemEvenlySpaced() {
        List<PatientSequence> many = TestSequences.patients(3000, 3);
        List<PatientSequence> looked = Trainer.spread(many);
        assertThat(looked).hasSize(1024).doesNotHaveDuplicates();
        assertThat(looked.getFirst()).isSameAs(many.getFirst());
        assertThat(many.indexOf(looked.getLast())).isGreaterThan(2990);
        assertThat(Trainer.spread(patients)).isEqualTo(patients);
    }

    private static List<Float> reads(float[] ages) {
        List<Float> reads = new ArrayList<>();
        for (int i = TIME - READS; i < TIME; i++) {
            reads.add(ages[i]);
        }
        return reads;
    }

    private static float[] ages(List<PatientSequence> patients, int step) {
        TrainingBatch batch = TrainingBatch.of(patients, TIME, READS, LABELS, 1, step);
        var tensors = batch.inputs().tensors();
        try {
            return WeightStore.floats(Objects.requireNonNull(tensors.get("ages")));
        } finally {
            Inputs.close(tensors.values().stream().map(Tensor.class::cast).toList());
        }
    }
}

package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Inputs;
import org.prodrome.reasoning.model.Network;
import org.prodrome.reasoning.model.NetworkShape;
import org.prodrome.reasoning.model.WeightStore;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;

/** What comes later, and other as-of days, never change an answer by a bit. */
class CausalityTest {

    private static final int READS = 2;
    private static final int TIME = 48;

    private final NetworkShape shape = new NetworkShape(
            TestSequences.vocabulary().parentMatrix(),
            TestSequences.vocabulary().valued(8),
            TestSequences.vocabulary().binCount(),
            16,
            2,
            2,
            3,
            List.of(365, 1825),
            Vocabulary.AS_OF);

    @Test
    void laterEventsNeverChangeAnEarlierAnswer() {
        List<PatientSequence> patients = TestSequences.patients(20, 4);
        try (Graph graph = new Graph()) {
            Network network = new Network(graph, shape, false);
            Operand<TFloat32> hazards = network.hazards();
            WeightStore store = WeightStore.of(network);
            try (Session session = new Session(graph)) {
                store.write(session, lively(network, store));
                for (PatientSequence patient : patients) {
                    Tokens whole = patient.tokens();
                    int kept = whole.length() / 2;
                    float day = (float) Math.floor(whole.ages()[kept - 1]);
                    while (kept < whole.length() - 1 && whole.ages()[kept] <= day) {
                        kept++;
                    }
                    float[] later = run(session, network, hazards, whole, day, patient.asOfAge());
                    float[] then = run(session, network, hazards, upTo(whole, kept, day), day, day);
                    assertThat(first(later)).containsExactly(first(then));
                }
            }
        }
    }

    private static float[] first(float[] hazards) {
        return Arrays.copyOf(hazards, hazards.length / READS);
    }

    private static Tokens upTo(Tokens whole, int kept, float day) {
        int[] codes = Arrays.copyOf(whole.codes(), kept + 1);
        codes[kept] = Vocabulary.AS_OF;
        float[] ages = Arrays.copyOf(whole.ages(), kept + 1);
        ages[kept] = day + 0.5f;
        int[] bins = Arrays.copyOf(whole.bins(), kept + 1);
        float[] z = Arrays.copyOf(whole.z(), kept + 1);
        bins[kept] = 0;
        z[kept] = 0;
        return new Tokens(codes, bins, z, ages, Arrays.copyOf(whole.entries(), kept + 1), kept, kept, 0);
    }

    private static float[] run(
            Session session, Network network, Operand<TFloat32> hazards, Tokens tokens, float day, float other) {
        Inputs inputs = new Inputs(1, TIME + READS, READS);
        inputs.put(0, tokens, new float[] {day, other});
        List<Tensor> fed = new ArrayList<>();
        Session.Runner runner = session.runner().fetch(hazards);
        inputs.tensors().forEach((name, tensor) -> {
            fed.add(tensor);
            runner.feed(network.inputs().get(name), tensor);
        });
        try (Result result = runner.run()) {
            return WeightStore.floats(result.get(0));
        } finally {
            Inputs.close(fed);
        }
    }

    private static Map<String, float[]> lively(Network network, WeightStore store) {
        SplittableRandom random = new SplittableRandom(5);
        Map<String, float[]> weights = store.zeros();
        network.weights().forEach((name, weight) -> {
            float[] values = new float[weight.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (weight.start() + 0.2 * random.nextGaussian());
            }
            weights.put(name, values);
        });
        return weights;
    }
}

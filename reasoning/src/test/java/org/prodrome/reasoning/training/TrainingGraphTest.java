package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.NetworkShape;
import org.prodrome.reasoning.model.WeightStore;
import org.prodrome.reasoning.token.Vocabulary;

class TrainingGraphTest {

    private static final List<Integer> EDGES = List.of(365, 1825);

    @Test
    void stepsAddNothingToTheGraph() {
        try (TrainingGraph graph = graph(TestConfigs.learning(100))) {
            step(graph, 0);
            long operations = graph.operations();
            for (int step = 1; step < 5; step++) {
                step(graph, step);
            }
            assertThat(graph.operations()).isEqualTo(operations);
        }
    }

    @Test
    void shorterNumbersGiveNearlyTheSameLosses() {
        TrainingConfig exact = TestConfigs.learning(100);
        TrainingConfig halves = TestConfigs.inHalves(100);
        assertThat(exact.precision()).isEqualTo(TrainingConfig.Precision.FLOAT32);
        assertThat(halves.precision()).isEqualTo(TrainingConfig.Precision.BFLOAT16);
        try (TrainingGraph one = graph(exact);
                TrainingGraph two = graph(halves)) {
            for (int step = 0; step < 5; step++) {
                TrainingGraph.Loss first = step(one, step);
                TrainingGraph.Loss second = step(two, step);
                assertThat(second.nextEvent()).isCloseTo(first.nextEvent(), within(0.05 * first.nextEvent()));
                assertThat(second.risk()).isCloseTo(first.risk(), within(0.05 * first.risk()));
            }
        }
    }

    private static TrainingGraph graph(TrainingConfig config) {
        NetworkShape shape = new NetworkShape(
                TestSequences.vocabulary().parentMatrix(),
                TestSequences.vocabulary().valued(8),
                TestSequences.vocabulary().binCount(),
                config.width(),
                config.layers(),
                config.heads(),
                3,
                EDGES,
                Vocabulary.AS_OF);
        TrainingGraph graph = new TrainingGraph(config, shape);
        graph.set(WeightStore.initial(graph.network(), 1), graph.noMoments());
        return graph;
    }

    private static TrainingGraph.Loss step(TrainingGraph graph, int step) {
        TrainingBatch batch = TrainingBatch.of(
                TestSequences.patients(16, 4), 66, 2, new TrainingBatch.Labels(2, EDGES, 18 * 365), 1, step);
        return graph.run(batch, step, true);
    }
}

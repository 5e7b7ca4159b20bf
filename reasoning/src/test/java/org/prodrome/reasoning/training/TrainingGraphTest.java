package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.NetworkShape;
import org.prodrome.reasoning.model.Precision;
import org.prodrome.reasoning.model.WeightStore;
import org.prodrome.reasoning.token.Vocabulary;

class TrainingGraphTest {

    private static final List<Integer> EDGES = List.of(365, 1825);
    private static final int SETTLED = 50;
    private static final int STEPS = 250;

    /** The collector may close what others left at any time, so that a leak shows in most steps, not in all. */
    private static final int SEVERAL = 10;

    /** Room for what the JVM's own heap takes meanwhile; the arrays of a step, kept, would be more after 200. */
    private static final long MOST_GROWTH = 64L << 20;

    @Test
    void shorterNumbersGiveNearlyTheSameLosses() {
        TrainingConfig exact = TestConfigs.learning(100);
        TrainingConfig halves = TestConfigs.inHalves(100);
        assertThat(exact.precision()).isEqualTo(Precision.FLOAT32);
        assertThat(halves.precision()).isEqualTo(Precision.BFLOAT16);
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

    /** JavaCPP counts every tensor that is open; what TensorFlow keeps besides shows in the memory of the process alone. */
    @Test
    void stepsAddNothingToTheGraphNorToMemory() {
        try (TrainingGraph graph = graph(TrainingConfig.named("tiny"))) {
            step(graph, 0);
            long operations = graph.operations();
            steps(graph, 1, SETTLED);
            long before = Pointer.physicalBytes();
            int leaving = steps(graph, SETTLED, STEPS);
            long between = Pointer.physicalBytes();
            leaving += steps(graph, STEPS, 2 * STEPS - SETTLED);
            long grown = Math.min(between - before, Pointer.physicalBytes() - between);
            assertThat(graph.operations()).isEqualTo(operations);
            assertThat(leaving).as("steps after which more tensors were open").isLessThan(SEVERAL);
            assertThat(grown).as("bytes of memory beside the tensors").isLessThan(MOST_GROWTH);
        }
    }

    /** How many steps left more native objects or bytes open than they found. */
    private static int steps(TrainingGraph graph, int from, int to) {
        int leaving = 0;
        for (int step = from; step < to; step++) {
            long objects = Pointer.totalCount();
            long bytes = Pointer.totalBytes();
            step(graph, step);
            leaving += Pointer.totalCount() > objects || Pointer.totalBytes() > bytes ? 1 : 0;
        }
        return leaving;
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

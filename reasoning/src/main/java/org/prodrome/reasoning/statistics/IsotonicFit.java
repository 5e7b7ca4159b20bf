package org.prodrome.reasoning.statistics;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The never-falling step function closest to the outcomes in least squares (pool adjacent violators), as points.
 *
 * @param x mean score of each block, rising
 * @param y share of events in each block, never falling
 */
public record IsotonicFit(List<Double> x, List<Double> y) {

    public IsotonicFit {
        x = List.copyOf(x);
        y = List.copyOf(y);
    }

    private record Block(double scores, double events, double size) {
        double share() {
            return events / size;
        }

        double score() {
            return scores / size;
        }

        Block with(Block other) {
            return new Block(scores + other.scores, events + other.events, size + other.size);
        }
    }

    public static IsotonicFit fit(double[] scores, boolean[] events) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(row -> row)
                .toArray();
        return fit(
                IntStream.of(order).mapToDouble(row -> scores[row]).toArray(),
                IntStream.of(order).mapToDouble(row -> events[row] ? 1 : 0).toArray(),
                IntStream.of(order).mapToDouble(row -> events[row] ? 0 : 1).toArray());
    }

    /**
     * The same with weights.
     *
     * @param scores never falling
     * @param events weight of what happened at each score
     * @param others weight of what didn't
     */
    public static IsotonicFit fit(double[] scores, double[] events, double[] others) {
        Deque<Block> blocks = new ArrayDeque<>();
        for (int row = 0; row < scores.length; row++) {
            double size = events[row] + others[row];
            if (size > 0) {
                Block block = new Block(scores[row] * size, events[row], size);
                while (!blocks.isEmpty() && mustPool(blocks.getLast(), block)) {
                    block = blocks.removeLast().with(block);
                }
                blocks.addLast(block);
            }
        }
        return new IsotonicFit(
                blocks.stream().map(Block::score).toList(),
                blocks.stream().map(Block::share).toList());
    }

    private static boolean mustPool(Block before, Block block) {
        return before.share() >= block.share() || before.score() >= block.score();
    }
}

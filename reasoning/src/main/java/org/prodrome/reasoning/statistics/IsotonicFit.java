package org.prodrome.reasoning.statistics;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
        List<Integer> order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .toList();
        Deque<Block> blocks = new ArrayDeque<>();
        for (int row : order) {
            Block block = new Block(scores[row], events[row] ? 1 : 0, 1);
            while (!blocks.isEmpty() && mustPool(blocks.getLast(), block)) {
                block = blocks.removeLast().with(block);
            }
            blocks.addLast(block);
        }
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Block block : blocks) {
            x.add(block.score());
            y.add(block.share());
        }
        return new IsotonicFit(x, y);
    }

    private static boolean mustPool(Block before, Block block) {
        return before.share() >= block.share() || before.score() >= block.score();
    }
}

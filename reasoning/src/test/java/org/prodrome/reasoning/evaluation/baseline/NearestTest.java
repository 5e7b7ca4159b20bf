package org.prodrome.reasoning.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.statistics.SparseRow;

class NearestTest {

    private static final int CONCEPTS = 12;

    @Test
    void aFewAreTheFirstOfAllInTheSameOrder() {
        List<SparseRow> rows = rows(200);
        Nearest all = new Nearest(rows, rows.size());
        Nearest few = new Nearest(rows, 7);

        for (SparseRow row : rows(20)) {
            Nearest.Neighbour[] ranked = all.of(row);
            assertThat(ranked).hasSize(rows.size());
            assertThat(IntStream.range(1, ranked.length)
                            .allMatch(i -> ranked[i - 1].similarity() >= ranked[i].similarity()))
                    .isTrue();
            assertThat(few.of(row)).isEqualTo(Arrays.copyOf(ranked, 7));
        }
    }

    @Test
    void aRowIsMostLikeItself() {
        List<SparseRow> rows = rows(50);

        Nearest.Neighbour[] found = new Nearest(rows, 1).of(rows.get(31));

        assertThat(found).hasSize(1);
        assertThat(found[0].row()).isEqualTo(31);
        assertThat(found[0].similarity()).isCloseTo(1, within(1e-6));
    }

    @Test
    void ofRowsAlikeTheLowerNumbersComeFirst() {
        List<SparseRow> rows = new ArrayList<>(rows(5));
        rows.addAll(rows(5));
        rows.addAll(rows(5));

        Nearest.Neighbour[] found = new Nearest(rows, 2).of(rows.get(13));

        assertThat(Arrays.stream(found).map(Nearest.Neighbour::row)).containsExactly(3, 8);
    }

    /** Counts of some of the concepts; the same for the same number of rows. */
    private static List<SparseRow> rows(int count) {
        SplittableRandom random = new SplittableRandom(count);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    int[] concepts = random.ints(0, CONCEPTS)
                            .limit(6)
                            .distinct()
                            .sorted()
                            .toArray();
                    float[] counts = new float[concepts.length];
                    for (int k = 0; k < counts.length; k++) {
                        counts[k] = 1 + random.nextInt(9);
                    }
                    return new SparseRow(
                            Arrays.stream(concepts)
                                    .map(Feature.COUNT_ALL::column)
                                    .toArray(),
                            counts);
                })
                .toList();
    }
}

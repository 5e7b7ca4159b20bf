package org.prodrome.reasoning.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.BoostedTrees.Group;
import org.prodrome.reasoning.model.BoostedTrees.Tree;

/**
 * {@link BoostedTrees} laid out to be walked fast: all nodes in a few arrays, rows narrowed to the columns that any tree looks at, and
 * every tree asked about all rows before the next one is. Immutable and thread-safe.
 */
public final class Forest {

    private static final int BELOW = 0;
    private static final int ABOVE = 1;
    private static final int MISSING = 2;
    private static final int WAYS = 3;

    private final int[] used;
    private final int[][] roots;
    private final int[] columns;
    private final float[] numbers;
    private final int[] next;

    /** Of trees that fit their table. */
    public Forest(BoostedTrees trees) {
        List<Tree> all =
                trees.groups().stream().flatMap(group -> group.trees().stream()).toList();
        int nodes = all.stream().mapToInt(tree -> tree.columns().length).sum();
        used = all.stream()
                .flatMapToInt(tree -> Arrays.stream(tree.columns()))
                .filter(column -> column >= 0)
                .distinct()
                .sorted()
                .toArray();
        columns = new int[nodes];
        numbers = new float[nodes];
        next = new int[WAYS * nodes];
        roots = new int[trees.groups().size()][];
        int at = 0;
        for (int g = 0; g < roots.length; g++) {
            Group group = trees.groups().get(g);
            roots[g] = new int[group.trees().size()];
            for (int t = 0; t < roots[g].length; t++) {
                roots[g][t] = at;
                at = put(group.trees().get(t), at);
            }
        }
    }

    private int put(Tree tree, int root) {
        for (int node = 0; node < tree.columns().length; node++) {
            int at = root + node;
            int column = tree.columns()[node];
            columns[at] = column < 0 ? -1 : Arrays.binarySearch(used, column);
            numbers[at] = tree.numbers()[node];
            next[WAYS * at + BELOW] = root + tree.below()[node];
            next[WAYS * at + ABOVE] = root + tree.above()[node];
            next[WAYS * at + MISSING] = root + tree.missing()[node];
        }
        return root + tree.columns().length;
    }

    /**
     * What each group of trees adds to its log hazards.
     *
     * @param rows of {@link PatientTable}
     * @return {@code (rows, groups)}
     */
    public float[][] logFactors(List<float[]> rows) {
        float[][] narrow = rows.stream().map(this::narrowed).toArray(float[][]::new);
        float[][] factors = new float[narrow.length][roots.length];
        for (int g = 0; g < roots.length; g++) {
            double[] sums = new double[narrow.length];
            for (int root : roots[g]) {
                for (int row = 0; row < narrow.length; row++) {
                    sums[row] += leaf(root, narrow[row]);
                }
            }
            for (int row = 0; row < narrow.length; row++) {
                factors[row][g] = (float) sums[row];
            }
        }
        return factors;
    }

    private float[] narrowed(float[] row) {
        float[] narrowed = new float[used.length];
        IntStream.range(0, used.length).forEach(i -> narrowed[i] = row[used[i]]);
        return narrowed;
    }

    private float leaf(int root, float[] row) {
        int node = root;
        while (columns[node] >= 0) {
            float value = row[columns[node]];
            int way = Float.isNaN(value) ? MISSING : value < numbers[node] ? BELOW : ABOVE;
            node = next[WAYS * node + way];
        }
        return numbers[node];
    }
}

package org.prodrome.reasoning.evaluation.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.prodrome.reasoning.statistics.SparseRow;

/**
 * The columns that are frequent enough in training.
 *
 * @param numbers rising
 */
record Columns(int[] numbers) {

    /** Of training rows, and of concepts that enough training patients have. */
    static Columns frequent(List<SparseRow> rows, Concepts concepts, BaselineSettings settings) {
        int[] count = new int[Feature.PERSONAL.column(concepts.size()) + 1];
        for (SparseRow row : rows) {
            for (int column : row.columns()) {
                count[column]++;
            }
        }
        return new Columns(Arrays.stream(indices(count))
                .filter(column -> count[column] >= settings.fewestRows())
                .filter(column -> concepts.patients(Feature.conceptOf(column)) >= settings.fewestPatients())
                .toArray());
    }

    private static int[] indices(int[] of) {
        int[] indices = new int[of.length];
        Arrays.setAll(indices, i -> i);
        return indices;
    }

    Columns where(IntPredicate fits) {
        return new Columns(Arrays.stream(numbers).filter(fits).toArray());
    }

    int size() {
        return numbers.length;
    }

    /** The place of a column here, negative when it isn't. */
    int place(int column) {
        return Arrays.binarySearch(numbers, column);
    }

    /** The row with these columns alone, by their place here. */
    SparseRow of(SparseRow row) {
        int[] places = new int[row.size()];
        float[] values = new float[row.size()];
        int n = 0;
        for (int i = 0; i < row.size(); i++) {
            int place = place(row.columns()[i]);
            if (place >= 0) {
                places[n] = place;
                values[n++] = row.values()[i];
            }
        }
        return new SparseRow(Arrays.copyOf(places, n), Arrays.copyOf(values, n));
    }
}

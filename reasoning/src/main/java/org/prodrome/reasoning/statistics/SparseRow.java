package org.prodrome.reasoning.statistics;

import java.util.Arrays;

/**
 * Some columns of a wide table; the others have no value.
 *
 * @param columns rising
 * @param values one per column
 */
public record SparseRow(int[] columns, float[] values) {

    public SparseRow {
        if (columns.length != values.length) {
            throw new IllegalArgumentException("row: expected as many values as columns");
        }
    }

    public int size() {
        return columns.length;
    }

    /** The value of a column, NaN where there is none. */
    public float value(int column) {
        int at = Arrays.binarySearch(columns, column);
        return at < 0 ? Float.NaN : values[at];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseRow row
                && Arrays.equals(columns, row.columns)
                && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(columns) + Arrays.hashCode(values);
    }
}

package org.prodrome.reasoning.evaluation;

import java.util.Arrays;

/** Numbers that grow in number; NaN for none. */
final class FloatColumn {

    private float[] values = new float[1024];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = (float) value;
    }

    void addAll(double[] more) {
        for (double value : more) {
            add(value);
        }
    }

    int size() {
        return size;
    }

    float get(int i) {
        return values[i];
    }

    double[] at(int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }
}

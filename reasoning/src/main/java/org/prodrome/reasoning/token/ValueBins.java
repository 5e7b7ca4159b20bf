package org.prodrome.reasoning.token;

import java.util.List;

/**
 * How an analyte's values become bins, fitted on training patients only.
 *
 * @param unit the canonical unit of the numbers, UCUM
 * @param median of the training values
 * @param iqr interquartile range, greater than 0
 * @param edges strictly rising: training deciles and the forced clinical edges; a value equal to an edge is in the upper
 *     bin
 * @param firstBin id of the lowest bin; the highest is {@code firstBin + edges.size()}
 */
public record ValueBins(String unit, double median, double iqr, List<Double> edges, int firstBin) {

    static final double CLIP = 5;

    public ValueBins {
        edges = List.copyOf(edges);
        if (!(iqr > 0)) {
            throw new IllegalArgumentException("iqr: expected a positive number, got " + iqr);
        }
        for (int i = 1; i < edges.size(); i++) {
            if (edges.get(i) <= edges.get(i - 1)) {
                throw new IllegalArgumentException("edges: expected strictly rising numbers");
            }
        }
    }

    /** The bin of a value. */
    int bin(double value) {
        int above = 0;
        while (above < edges.size() && value >= edges.get(above)) {
            above++;
        }
        return firstBin + above;
    }

    /** {@code (value - median) / IQR}, clipped to [-5, 5]. */
    float z(double value) {
        return (float) Math.clamp((value - median) / iqr, -CLIP, CLIP);
    }

    int count() {
        return edges.size() + 1;
    }
}

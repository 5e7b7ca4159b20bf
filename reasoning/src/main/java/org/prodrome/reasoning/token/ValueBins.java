package org.prodrome.reasoning.token;

import java.util.List;

/**
 * How an analyte's values become bins, fitted on training patients only.
 *
 * @param unit the canonical unit of the numbers, UCUM
 * @param median of the training values, or of their natural logarithms
 * @param iqr interquartile range, greater than 0
 * @param edges strictly rising: training deciles and the forced clinical edges; a value equal to an edge is in the upper
 *     bin
 * @param firstBin id of the lowest bin; the highest is {@code firstBin + edges.size()}
 * @param logarithmic whether median and IQR are of logarithms: of analytes whose distribution has a long upper tail
 */
public record ValueBins(String unit, double median, double iqr, List<Double> edges, int firstBin, boolean logarithmic) {

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

    /** On a linear scale. */
    public ValueBins(String unit, double median, double iqr, List<Double> edges, int firstBin) {
        this(unit, median, iqr, edges, firstBin, false);
    }

    /** The bin of a value. */
    int bin(double value) {
        int above = 0;
        while (above < edges.size() && value >= edges.get(above)) {
            above++;
        }
        return firstBin + above;
    }

    /** {@code (value - median) / IQR}, or the same of the logarithms, clipped to [-5, 5]; a logarithmic 0 is the least. */
    float z(double value) {
        double scaled = !logarithmic ? value : value > 0 ? Math.log(value) : Double.NEGATIVE_INFINITY;
        return (float) Math.clamp((scaled - median) / iqr, -CLIP, CLIP);
    }

    /** The value that lies so many IQRs from the median. */
    public double value(double z) {
        double scaled = median + z * iqr;
        return logarithmic ? Math.exp(scaled) : scaled;
    }

    int count() {
        return edges.size() + 1;
    }
}

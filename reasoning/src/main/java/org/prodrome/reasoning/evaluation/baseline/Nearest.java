package org.prodrome.reasoning.evaluation.baseline;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.prodrome.reasoning.statistics.SparseRow;

/** The most similar of some rows: cosine of what they have at all and of their standardised values. */
public final class Nearest {

    /** Of rows alike, that of the lower number. */
    private static final Comparator<Neighbour> MOST_SIMILAR_FIRST =
            Comparator.comparingDouble(Neighbour::similarity).reversed().thenComparingInt(Neighbour::row);

    private final Design design;
    private final List<SparseRow> scaled;
    private final double[] lengths;
    private final int most;

    /** Of these rows, at most so many for each question. */
    public Nearest(List<SparseRow> rows, int most) {
        Columns all = new Columns(rows.stream()
                .flatMapToInt(row -> IntStream.of(row.columns()))
                .filter(column -> Feature.ofColumn(column) == Feature.COUNT_ALL
                        || Feature.ofColumn(column) == Feature.LAST
                        || Feature.ofColumn(column) == Feature.PERSONAL)
                .sorted()
                .distinct()
                .toArray());
        design = Design.of(all, new Examples(rows, new boolean[rows.size()], new double[rows.size()]));
        scaled = design.rows(rows);
        lengths = scaled.stream().mapToDouble(Nearest::length).toArray();
        this.most = most;
    }

    /** A row by its number, with its similarity, at most 1. */
    public record Neighbour(int row, double similarity) {}

    /** Most similar first. */
    public Neighbour[] of(SparseRow row) {
        double[] dense = new double[design.width()];
        SparseRow asked = design.row(row);
        for (int i = 0; i < asked.size(); i++) {
            dense[asked.columns()[i]] = asked.values()[i];
        }
        double length = length(asked);
        PriorityQueue<Neighbour> nearest = new PriorityQueue<>(most + 1, MOST_SIMILAR_FIRST.reversed());
        for (int i = 0; i < scaled.size(); i++) {
            double similarity = dot(dense, scaled.get(i)) / (length * lengths[i]);
            if (nearest.size() < most || similarity > nearest.element().similarity()) {
                nearest.add(new Neighbour(i, similarity));
                if (nearest.size() > most) {
                    nearest.remove();
                }
            }
        }
        return nearest.stream().sorted(MOST_SIMILAR_FIRST).toArray(Neighbour[]::new);
    }

    private static double dot(double[] dense, SparseRow row) {
        double sum = 0;
        for (int i = 0; i < row.size(); i++) {
            sum += dense[row.columns()[i]] * row.values()[i];
        }
        return sum;
    }

    private static double length(SparseRow row) {
        double sum = 1e-12;
        for (float value : row.values()) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}

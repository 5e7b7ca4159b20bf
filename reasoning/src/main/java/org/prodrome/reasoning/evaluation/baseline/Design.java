package org.prodrome.reasoning.evaluation.baseline;

import java.util.Arrays;
import java.util.List;
import org.prodrome.reasoning.statistics.SparseRow;

/**
 * Columns as a regression takes them: counts as log(1 + count) over their spread, values as standard scores within five, and for each
 * last value a column that says that there is one. A missing value counts as the mean.
 *
 * @param columns the raw ones
 * @param centres mean of the values there are; 0 for counts
 * @param spreads standard deviation
 */
record Design(Columns columns, double[] centres, double[] spreads) {

    private static final double FURTHEST = 5;

    static Design of(Columns columns, Examples examples) {
        int width = columns.size();
        double[] n = new double[width];
        double[] sum = new double[width];
        double[] squares = new double[width];
        for (SparseRow row : examples.rows()) {
            for (int i = 0; i < row.size(); i++) {
                int place = columns.place(row.columns()[i]);
                if (place >= 0) {
                    double value = scale(row.columns()[i], row.values()[i]);
                    n[place]++;
                    sum[place] += value;
                    squares[place] += value * value;
                }
            }
        }
        double[] centres = new double[width];
        double[] spreads = new double[width];
        for (int place = 0; place < width; place++) {
            boolean count = Feature.ofColumn(columns.numbers()[place]).count();
            double rows = count ? examples.rows().size() : Math.max(1, n[place]);
            double mean = sum[place] / rows;
            centres[place] = count ? 0 : mean;
            double variance = squares[place] / rows - mean * mean;
            spreads[place] = variance > 1e-9 ? Math.sqrt(variance) : Double.POSITIVE_INFINITY;
        }
        return new Design(columns, centres, spreads);
    }

    /** How wide a row becomes. */
    int width() {
        return 2 * columns.size();
    }

    SparseRow row(SparseRow raw) {
        int[] places = new int[2 * raw.size()];
        float[] values = new float[2 * raw.size()];
        int n = 0;
        for (int i = 0; i < raw.size(); i++) {
            int column = raw.columns()[i];
            int place = columns.place(column);
            if (place >= 0) {
                double score = (scale(column, raw.values()[i]) - centres[place]) / spreads[place];
                places[n] = 2 * place;
                values[n++] = (float) Math.clamp(score, -FURTHEST, FURTHEST);
                if (Feature.ofColumn(column) == Feature.LAST) {
                    places[n] = 2 * place + 1;
                    values[n++] = 1;
                }
            }
        }
        return new SparseRow(Arrays.copyOf(places, n), Arrays.copyOf(values, n));
    }

    List<SparseRow> rows(List<SparseRow> raw) {
        return raw.parallelStream().map(this::row).toList();
    }

    private static double scale(int column, float value) {
        Feature feature = Feature.ofColumn(column);
        return feature.count() || feature == Feature.DAYS_SINCE ? Math.log1p(Math.max(0, value)) : value;
    }
}

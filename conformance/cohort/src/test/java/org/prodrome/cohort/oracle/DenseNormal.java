package org.prodrome.cohort.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.prodrome.cohort.planted.Analyte;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Episode;
import org.prodrome.cohort.planted.PlantedFiles;
import org.prodrome.cohort.planted.Precursor;

/**
 * The likelihood of a person's values given what they have, written down as it is defined: a multivariate normal density with a full
 * covariance matrix per analyte, and effects by the generator's own code.
 */
final class DenseNormal {
    private final List<Column> columns;

    DenseNormal(PlantedFiles files, Person person, int day) {
        this.columns = files.panel().analytes().stream()
                .map(analyte -> column(files, analyte, person, day))
                .toList();
    }

    /**
     * One analyte's values.
     *
     * @param deviations from the mean of that sex and age
     * @param root Cholesky's L of the covariance C: C = L L'
     * @param precursors by disease, of those that touch it
     */
    private record Column(int[] days, double[] deviations, double[][] root, Map<String, Precursor> precursors) {}

    double logDensity(List<Episode> episodes) {
        double squares = 0;
        for (Column column : columns) {
            squares += solvedSquares(column.root(), left(column, episodes));
        }
        return -squares / 2;
    }

    private static Column column(PlantedFiles files, Analyte analyte, Person person, int day) {
        var values =
                person.values().getOrDefault(analyte.loinc(), new TreeMap<>()).headMap(day + 1);
        int n = values.size();
        int[] days = values.keySet().stream().mapToInt(Integer::intValue).toArray();
        double[] deviations = new double[n];
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            deviations[i] = values.getOrDefault(days[i], 0.0)
                    - analyte.mean(person.risk().sex(), Days.years(days[i]));
            for (int j = 0; j < n; j++) {
                covariance[i][j] = analyte.between() * analyte.between();
            }
            covariance[i][i] += analyte.within() * analyte.within() + 0.01 * 0.01 / 12;
        }
        Map<String, Precursor> precursors = new HashMap<>();
        for (Disease disease : files.diseases()) {
            disease.precursor(analyte.loinc()).ifPresent(p -> precursors.put(disease.id(), p));
        }
        return new Column(days, deviations, root(covariance), precursors);
    }

    private static double[] left(Column column, List<Episode> episodes) {
        double[] left = column.deviations().clone();
        for (Episode episode : episodes) {
            Precursor precursor = column.precursors().get(episode.disease());
            for (int i = 0; precursor != null && i < left.length; i++) {
                double s = episode.progress(column.days()[i]);
                left[i] -= s > 0 ? precursor.at(s) : 0;
            }
        }
        return left;
    }

    private static double[][] root(double[][] c) {
        int n = c.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = c[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return l;
    }

    /** y' C^-1 y: with L x = y it is x' x. */
    private static double solvedSquares(double[][] l, double[] y) {
        double[] x = new double[y.length];
        double squares = 0;
        for (int i = 0; i < y.length; i++) {
            double sum = y[i];
            for (int k = 0; k < i; k++) {
                sum -= l[i][k] * x[k];
            }
            x[i] = sum / l[i][i];
            squares += x[i] * x[i];
        }
        return squares;
    }
}

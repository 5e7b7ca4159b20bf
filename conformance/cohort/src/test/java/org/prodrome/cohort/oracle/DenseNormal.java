package org.prodrome.cohort.oracle;

import java.util.List;
import java.util.TreeMap;
import org.prodrome.cohort.planted.Analyte;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Episode;
import org.prodrome.cohort.planted.PlantedFiles;

/**
 * The likelihood of a person's values given what they have, written down as it is defined: a multivariate normal density with a full
 * covariance matrix per analyte, and effects by the generator's own code.
 */
final class DenseNormal {
    private final PlantedFiles files;
    private final Person person;
    private final int day;

    DenseNormal(PlantedFiles files, Person person, int day) {
        this.files = files;
        this.person = person;
        this.day = day;
    }

    double logDensity(List<Episode> episodes) {
        return files.panel().analytes().stream()
                .mapToDouble(a -> logDensity(a, episodes))
                .sum();
    }

    private double logDensity(Analyte analyte, List<Episode> episodes) {
        var values =
                person.values().getOrDefault(analyte.loinc(), new TreeMap<>()).headMap(day + 1);
        int n = values.size();
        int[] days = values.keySet().stream().mapToInt(Integer::intValue).toArray();
        double[] left = new double[n];
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            left[i] = values.getOrDefault(days[i], 0.0)
                    - analyte.mean(person.risk().sex(), Days.years(days[i]))
                    - effects(analyte, episodes, days[i]);
            for (int j = 0; j < n; j++) {
                covariance[i][j] = analyte.between() * analyte.between();
            }
            covariance[i][i] += analyte.within() * analyte.within() + 0.01 * 0.01 / 12;
        }
        return -solvedSquares(covariance, left) / 2;
    }

    private double effects(Analyte analyte, List<Episode> episodes, int at) {
        double sum = 0;
        for (Episode episode : episodes) {
            double s = episode.progress(at);
            sum += disease(episode.disease())
                    .precursor(analyte.loinc())
                    .map(p -> s > 0 ? p.at(s) : 0)
                    .orElse(0.0);
        }
        return sum;
    }

    private Disease disease(String id) {
        return files.diseases().stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** y' C^-1 y by Cholesky's L: C = L L', L x = y. */
    private static double solvedSquares(double[][] c, double[] y) {
        int n = y.length;
        double[][] l = new double[n][n];
        double[] x = new double[n];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = c[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
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

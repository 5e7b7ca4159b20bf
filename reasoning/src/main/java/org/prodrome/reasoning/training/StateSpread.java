package org.prodrome.reasoning.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.StateDistance;
import org.prodrome.reasoning.statistics.Cholesky;

/**
 * Fits where the states of training patients lie: their mean and their covariance, shrunk towards a sphere (Ledoit and Wolf,
 * Journal of Multivariate Analysis 88:365, 2004), so that directions in which they hardly differ don't decide all.
 */
final class StateSpread {

    private static final double LEAST_VARIANCE = 1e-6;

    private StateSpread() {}

    /**
     * Fits mean and covariance on the states of every second patient, and the farthest distance on those of the others: patients
     * that were fitted on lie closer, in all their states. Of one patient alone both are of the same states.
     *
     * @param all at least one, {@code (states, width)}
     * @param patients whose each is, {@code (states)}
     * @param within the share of the states that keeps within the farthest distance
     */
    static StateDistance fit(List<float[]> all, long[] patients, double within) {
        boolean[] second = ofEverySecond(patients);
        List<float[]> states = those(all, second, false);
        List<float[]> others = those(all, second, true);
        double[] mean = mean(states);
        double[][] covariance = covariance(states, mean);
        shrink(covariance, states, mean);
        StateDistance unbounded = new StateDistance(floats(mean), inverseOfRoot(covariance), Double.POSITIVE_INFINITY);
        double[] distances = (others.isEmpty() ? states : others)
                .stream().mapToDouble(unbounded::of).sorted().toArray();
        double farthest = distances[(int) Math.ceil(within * (distances.length - 1))];
        return new StateDistance(unbounded.mean(), unbounded.whitening(), farthest);
    }

    /** Whether a state is of every second patient, in the order in which they come first: their states stay together. */
    private static boolean[] ofEverySecond(long[] patients) {
        Map<Long, Boolean> second = new HashMap<>();
        boolean[] of = new boolean[patients.length];
        for (int i = 0; i < of.length; i++) {
            boolean next = second.size() % 2 == 1;
            of[i] = second.computeIfAbsent(patients[i], patient -> next);
        }
        return of;
    }

    private static List<float[]> those(List<float[]> all, boolean[] second, boolean which) {
        return IntStream.range(0, all.size())
                .filter(i -> second[i] == which)
                .mapToObj(all::get)
                .toList();
    }

    private static double[] mean(List<float[]> states) {
        double[] mean = new double[states.getFirst().length];
        for (float[] state : states) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += state[i] / (double) states.size();
            }
        }
        return mean;
    }

    private static double[][] covariance(List<float[]> states, double[] mean) {
        int d = mean.length;
        double[][] covariance = new double[d][d];
        for (float[] state : states) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    covariance[i][j] += (state[i] - mean[i]) * (state[j] - mean[j]) / states.size();
                }
            }
        }
        return covariance;
    }

    private static void shrink(double[][] covariance, List<float[]> states, double[] mean) {
        int d = mean.length;
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < d; i++) {
            trace += covariance[i][i];
            for (int j = 0; j < d; j++) {
                squares += covariance[i][j] * covariance[i][j];
            }
        }
        double level = trace / d;
        double fromSphere = squares - d * level * level;
        double share = fromSphere > 0 ? Math.clamp(noise(states, mean, squares) / fromSphere, 0, 1) : 1;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                covariance[i][j] *= 1 - share;
            }
            covariance[i][i] += share * level + LEAST_VARIANCE;
        }
    }

    /** Mean squared error of the covariance: the spread of single outer products around it, over their number. */
    private static double noise(List<float[]> states, double[] mean, double squares) {
        double fourth = 0;
        for (float[] state : states) {
            double length = 0;
            for (int i = 0; i < mean.length; i++) {
                length += (state[i] - mean[i]) * (state[i] - mean[i]);
            }
            fourth += length * length / states.size();
        }
        return (fourth - squares) / states.size();
    }

    /** The inverse of the Cholesky factor, its lower triangle alone. */
    private static float[][] inverseOfRoot(double[][] covariance) {
        int d = covariance.length;
        double[][] root = Cholesky.root(covariance);
        float[][] inverse = new float[d][];
        double[][] exact = new double[d][d];
        for (int i = 0; i < d; i++) {
            inverse[i] = new float[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 1 : 0;
                for (int k = j; k < i; k++) {
                    sum -= root[i][k] * exact[k][j];
                }
                exact[i][j] = sum / root[i][i];
                inverse[i][j] = (float) exact[i][j];
            }
        }
        return inverse;
    }

    private static float[] floats(double[] array) {
        float[] floats = new float[array.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) array[i];
        }
        return floats;
    }
}

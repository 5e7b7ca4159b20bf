package org.prodrome.reasoning.statistics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Limited-memory BFGS for smooth convex functions (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 7.5). */
final class Lbfgs {

    private static final int MEMORY = 10;
    private static final int MOST_STEPS = 300;
    private static final int MOST_HALVINGS = 40;
    private static final double ENOUGH = 1e-4;

    private Lbfgs() {}

    /** A function with its gradient. */
    interface Objective {

        /** The value at a point; fills the gradient. */
        double at(double[] point, double[] gradient);
    }

    private record Pair(double[] step, double[] change, double rho) {}

    /**
     * The point where progress ends.
     *
     * @param converged the share of the value that a step must gain for another one to be tried
     */
    static double[] minimise(Objective objective, double[] start, double converged) {
        double[] point = start.clone();
        double[] gradient = new double[point.length];
        double value = objective.at(point, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = direction(gradient, pairs);
            double slope = dot(direction, gradient);
            if (!(slope < 0)) {
                return point;
            }
            double length = pairs.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
            double[] next = new double[point.length];
            double[] nextGradient = new double[point.length];
            double nextValue = Double.NaN;
            for (int halving = 0; halving < MOST_HALVINGS; halving++) {
                move(point, direction, length, next);
                nextValue = objective.at(next, nextGradient);
                if (nextValue <= value + ENOUGH * length * slope) {
                    break;
                }
                length /= 2;
            }
            if (!(nextValue < value)) {
                return point;
            }
            boolean done = value - nextValue <= converged * Math.max(1, Math.abs(value));
            remember(pairs, point, next, gradient, nextGradient);
            point = next;
            gradient = nextGradient;
            value = nextValue;
            if (done) {
                return point;
            }
        }
        return point;
    }

    private static void move(double[] from, double[] direction, double length, double[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] = from[i] + length * direction[i];
        }
    }

    private static void remember(Deque<Pair> pairs, double[] from, double[] to, double[] before, double[] after) {
        double[] step = difference(to, from);
        double[] change = difference(after, before);
        double curvature = dot(step, change);
        if (curvature > 1e-12 * dot(change, change)) {
            if (pairs.size() == MEMORY) {
                pairs.removeLast();
            }
            pairs.addFirst(new Pair(step, change, 1 / curvature));
        }
    }

    /** The two-loop recursion; newest pair first. */
    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] q = gradient.clone();
        double[] alphas = new double[pairs.size()];
        int i = 0;
        for (Pair pair : pairs) {
            alphas[i] = pair.rho() * dot(pair.step(), q);
            move(q, pair.change(), -alphas[i++], q);
        }
        Pair newest = pairs.peekFirst();
        double scale = newest == null ? 1 : 1 / (newest.rho() * dot(newest.change(), newest.change()));
        for (int j = 0; j < q.length; j++) {
            q[j] *= scale;
        }
        Iterator<Pair> oldestFirst = pairs.descendingIterator();
        while (oldestFirst.hasNext()) {
            Pair pair = oldestFirst.next();
            double beta = pair.rho() * dot(pair.change(), q);
            move(q, pair.step(), alphas[--i] - beta, q);
        }
        for (int j = 0; j < q.length; j++) {
            q[j] = -q[j];
        }
        return q;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}

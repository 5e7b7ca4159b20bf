package org.prodrome.reasoning.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Points of a curve, thinned: a point is kept once it lies far enough from the last one kept.
 *
 * @param points in the order of falling thresholds
 */
public record Curve(List<Point> points) {

    private static final double STEP = 0.02;

    public Curve {
        points = List.copyOf(points);
    }

    /** One place on a curve, both axes from 0 to 1. */
    public record Point(double x, double y) {

        double distance(Point other) {
            return Math.abs(x - other.x) + Math.abs(y - other.y);
        }
    }

    /** No curve, where it isn't defined. */
    static Curve none() {
        return new Curve(List.of());
    }

    static Curve thinned(List<Point> all) {
        List<Point> kept = new ArrayList<>();
        for (Point point : all) {
            if (kept.isEmpty() || kept.getLast().distance(point) >= STEP) {
                kept.add(point);
            }
        }
        if (!all.isEmpty() && !kept.getLast().equals(all.getLast())) {
            kept.add(all.getLast());
        }
        return new Curve(kept);
    }
}

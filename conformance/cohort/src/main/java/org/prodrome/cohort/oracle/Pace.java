package org.prodrome.cohort.oracle;

import java.util.ArrayList;
import java.util.List;
import org.prodrome.cohort.planted.Course;
import org.prodrome.cohort.planted.LogNormal;

/**
 * A cell of how fast a course may go in a person.
 *
 * @param days from the onset to s = 1
 * @param plateau progress never passes it; infinite for a disease
 * @param resolvedAfter days from the onset on which everything is as before; infinite where it stays
 * @param weight probability of the cell; all of a course add up to 1
 */
record Pace(double days, double plateau, double resolvedAfter, double weight) {
    /** Cells reach so many standard deviations of the logarithm to both sides; the outermost hold what lies beyond. */
    private static final double REACH = 2.5;

    /** A value and its probability. */
    private record Point(double days, double weight) {}

    static List<Pace> of(Course course, GridSettings grid) {
        return switch (course) {
            case Course.Progressing progressing ->
                points(progressing.years(), grid.paces()).stream()
                        .map(d -> new Pace(d.days(), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, d.weight()))
                        .toList();
            case Course.Stalling stalling -> stalling(stalling, grid.decoyPaces());
        };
    }

    /** Progress so many days after the onset. */
    double progress(double sinceOnset) {
        return sinceOnset <= 0 || sinceOnset >= resolvedAfter ? 0 : Math.min(sinceOnset / days, plateau);
    }

    private static List<Pace> stalling(Course.Stalling course, int cells) {
        List<Point> ends = course.resolution() == null
                ? List.of(new Point(Double.POSITIVE_INFINITY, 1))
                : points(course.resolution(), cells);
        List<Pace> paces = new ArrayList<>();
        for (Point duration : points(course.years(), cells)) {
            for (Point end : ends) {
                paces.add(new Pace(duration.days(), course.plateau(), end.days(), duration.weight() * end.weight()));
            }
        }
        return List.copyOf(paces);
    }

    private static List<Point> points(LogNormal time, int cells) {
        if (time.sigma() == 0) {
            return List.of(new Point(time.days(0), 1));
        }
        double width = 2 * REACH / cells;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            double low = i == 0 ? Double.NEGATIVE_INFINITY : -REACH + i * width;
            double high = i == cells - 1 ? Double.POSITIVE_INFINITY : -REACH + (i + 1) * width;
            points.add(
                    new Point(time.days(-REACH + (i + 0.5) * width), NormalCurve.below(high) - NormalCurve.below(low)));
        }
        return List.copyOf(points);
    }
}

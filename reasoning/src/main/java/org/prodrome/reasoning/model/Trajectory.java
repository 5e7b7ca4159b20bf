package org.prodrome.reasoning.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * One outcome's risk as the model would have told it on days past, from what was on record by then.
 *
 * @param outcome what; not recorded on any of the days
 * @param horizonDays within how many days of each point's own date
 * @param points oldest first; the last is the as-of day's; days on which the model would have declined are left out
 * @param declined those days, oldest first
 */
public record Trajectory(Outcome outcome, int horizonDays, List<Point> points, List<LocalDate> declined) {

    /** How many years before the as-of day are looked at. */
    public static final int YEARS = 5;

    /** How many days of these years are looked at, at most. */
    public static final int MOST_PAST_DAYS = 23;

    public Trajectory {
        points = List.copyOf(points);
        declined = List.copyOf(declined);
    }

    /** One without a day on which the model would have declined. */
    public Trajectory(Outcome outcome, int horizonDays, List<Point> points) {
        this(outcome, horizonDays, points, List.of());
    }

    /** Points that follow each other without a day between them on which the model would have declined: nothing is known across one. */
    public List<List<Point>> runs() {
        List<List<Point>> runs = new ArrayList<>();
        for (Point point : points) {
            if (runs.isEmpty() || isBroken(runs.getLast().getLast().date(), point.date())) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(point);
        }
        return runs;
    }

    private boolean isBroken(LocalDate from, LocalDate to) {
        return declined.stream().anyMatch(day -> day.isAfter(from) && day.isBefore(to));
    }

    /**
     * The same with its last point on a day no later than the reader's: an assessment ends with the day of the place where it
     * begins first.
     */
    public Trajectory endingBy(LocalDate today) {
        if (points.isEmpty() || !points.getLast().date().isAfter(today)) {
            return this;
        }
        List<Point> ending = new ArrayList<>(points);
        Point last = ending.removeLast();
        ending.removeIf(point -> !point.date().isBefore(today));
        ending.add(new Point(today, last.probability(), last.low(), last.high()));
        List<LocalDate> before =
                declined.stream().filter(day -> day.isBefore(today)).toList();
        return new Trajectory(outcome, horizonDays, ending, before);
    }

    /**
     * The risk on a day.
     *
     * @param date the day
     * @param probability calibrated, in [0, 1]
     * @param low lower end of the interval, as in {@link Risk#low}
     * @param high upper end
     */
    public record Point(LocalDate date, double probability, double low, double high) {
        public Point {
            if (!(0 <= low && low <= probability && probability <= high && high <= 1)) {
                throw new IllegalArgumentException("point: expected 0 <= low <= probability <= high <= 1");
            }
        }
    }
}

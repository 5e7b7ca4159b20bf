package org.prodrome.reasoning.model;

/**
 * The values of one code that a read sees, added from the oldest on. Not thread-safe.
 *
 * <p>Single values scatter; a disease shows in how the mean of the last years departs from what the patient has always had.
 */
final class SeenValues {

    /** What is told of them. Means of a span, and means that weigh a value by {@code exp(-years / memory)}. */
    enum Kind {
        VALUES,
        DAYS_SINCE,
        LAST,
        SMALLEST,
        LARGEST,
        MEAN,
        /** From the last value of an earlier day. */
        CHANGE,
        /** Per year, least squares over three years. */
        SLOPE_OF_3_YEARS,
        SLOPE_OF_5_YEARS,
        /** The mean of the last year, of the one before it, of up to five years ago. */
        NEW,
        RECENT,
        OLDER,
        /** The mean of more than five years ago; where there is none, of what is older than recent. */
        USUAL,
        NEW_LESS_USUAL,
        RECENT_LESS_USUAL,
        OLDER_LESS_USUAL,
        MEMORY_OF_6_MONTHS,
        MEMORY_OF_18_MONTHS,
        MEMORY_OF_4_YEARS,
        MEMORY_OF_6_MONTHS_LESS_USUAL,
        MEMORY_OF_18_MONTHS_LESS_USUAL,
        MEMORY_OF_18_MONTHS_LESS_4_YEARS
    }

    private static final double DAYS_PER_YEAR = 365.25;

    /** Upper ends of the spans in years: yearly visits are seldom a year apart to the day. */
    private static final double NEW_YEARS = 1.2;

    private static final double RECENT_YEARS = 2.5;
    private static final double OLDER_YEARS = 5;
    private static final int SHORT_SLOPE_YEARS = 3;
    private static final int LONG_SLOPE_YEARS = 5;

    private final float now;
    private final Average all = new Average();
    private final Average newest = new Average();
    private final Average recent = new Average();
    private final Average older = new Average();
    private final Average before = new Average();
    private final Average half = new Average();
    private final Average oneAndHalf = new Average();
    private final Average four = new Average();
    private final Line shortLine = new Line();
    private final Line longLine = new Line();
    private float last = Float.NaN;
    private float lastAge = Float.NaN;
    private float ofEarlierDay = Float.NaN;
    private float smallest = Float.POSITIVE_INFINITY;
    private float largest = Float.NEGATIVE_INFINITY;

    SeenValues(float now) {
        this.now = now;
    }

    void add(float value, float age) {
        double years = (now - age) / DAYS_PER_YEAR;
        if (age > lastAge) {
            ofEarlierDay = last;
        }
        last = value;
        lastAge = age;
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
        all.add(value, 1);
        span(years).add(value, 1);
        half.add(value, Math.exp(-years / 0.5));
        oneAndHalf.add(value, Math.exp(-years / 1.5));
        four.add(value, Math.exp(-years / 4));
        if (years <= SHORT_SLOPE_YEARS) {
            shortLine.add(-years, value);
        }
        if (years <= LONG_SLOPE_YEARS) {
            longLine.add(-years, value);
        }
    }

    private Average span(double years) {
        if (years <= NEW_YEARS) {
            return newest;
        }
        if (years <= RECENT_YEARS) {
            return recent;
        }
        return years <= OLDER_YEARS ? older : before;
    }

    /** NaN where the values cannot tell it. */
    float tell(Kind kind) {
        return (float)
                switch (kind) {
                    case VALUES -> all.weight;
                    case DAYS_SINCE -> now - lastAge;
                    case LAST -> last;
                    case SMALLEST -> smallest;
                    case LARGEST -> largest;
                    case MEAN -> all.mean();
                    case CHANGE -> last - ofEarlierDay;
                    case SLOPE_OF_3_YEARS -> shortLine.slope();
                    case SLOPE_OF_5_YEARS -> longLine.slope();
                    case NEW -> newest.mean();
                    case RECENT -> recent.mean();
                    case OLDER -> older.mean();
                    case USUAL -> usual();
                    case NEW_LESS_USUAL -> newest.mean() - usual();
                    case RECENT_LESS_USUAL -> recent.mean() - usual();
                    case OLDER_LESS_USUAL -> older.mean() - usual();
                    case MEMORY_OF_6_MONTHS -> half.mean();
                    case MEMORY_OF_18_MONTHS -> oneAndHalf.mean();
                    case MEMORY_OF_4_YEARS -> four.mean();
                    case MEMORY_OF_6_MONTHS_LESS_USUAL -> half.mean() - usual();
                    case MEMORY_OF_18_MONTHS_LESS_USUAL -> oneAndHalf.mean() - usual();
                    case MEMORY_OF_18_MONTHS_LESS_4_YEARS -> oneAndHalf.mean() - four.mean();
                };
    }

    private double usual() {
        return before.weight > 0 ? before.mean() : older.mean();
    }

    /** A weighted mean; NaN of nothing. */
    private static final class Average {
        private double sum;
        private double weight;

        void add(double value, double weightOfIt) {
            sum += weightOfIt * value;
            weight += weightOfIt;
        }

        double mean() {
            return sum / weight;
        }
    }

    /** Least squares; NaN where all are of one day. */
    private static final class Line {
        private static final double LEAST_SPREAD = 1e-6;

        private int count;
        private double x;
        private double y;
        private double xx;
        private double xy;

        void add(double years, double value) {
            count++;
            x += years;
            y += value;
            xx += years * years;
            xy += years * value;
        }

        double slope() {
            double spread = count * xx - x * x;
            return spread > LEAST_SPREAD ? (count * xy - x * y) / spread : Double.NaN;
        }
    }
}

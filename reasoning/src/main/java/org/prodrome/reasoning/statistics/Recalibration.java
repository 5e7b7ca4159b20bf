package org.prodrome.reasoning.statistics;

/**
 * Logistic regression of what happened on the log-odds that were foretold, fast enough for every resample.
 *
 * <p>Log-odds are gathered in cells {@value #CELL} wide, each at the mean of its rows: the line of a cell differs from the line of
 * its rows by less than any figure shown. Immutable and thread-safe.
 */
public final class Recalibration {

    private static final double CELL = 0.01;
    private static final double NEAREST = 1e-7;
    private static final int MOST_STEPS = 60;
    private static final double CONVERGED = 1e-8;
    private static final double LARGEST_STEP = 2;
    private static final double STEEPEST = 25;

    private final int[] cellOf;
    private final double[] logOdds;
    private final boolean[] events;

    public Recalibration(double[] probabilities, boolean[] events) {
        this.events = events.clone();
        this.cellOf = new int[probabilities.length];
        double[] odds = new double[probabilities.length];
        for (int i = 0; i < odds.length; i++) {
            odds[i] = logOdds(probabilities[i]);
        }
        int[] order = Order.rising(odds);
        int cells = 0;
        double[] sums = new double[odds.length];
        int[] sizes = new int[odds.length];
        double first = Double.NEGATIVE_INFINITY;
        for (int row : order) {
            if (odds[row] - first > CELL) {
                first = odds[row];
                cells++;
            }
            cellOf[row] = cells - 1;
            sums[cells - 1] += odds[row];
            sizes[cells - 1]++;
        }
        logOdds = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            logOdds[cell] = sums[cell] / sizes[cell];
        }
    }

    private static double logOdds(double probability) {
        double inside = Math.clamp(probability, NEAREST, 1 - NEAREST);
        return Math.log(inside / (1 - inside));
    }

    /**
     * What the fit found.
     *
     * @param slope of the line; 1 is right, below 1 the probabilities are too extreme
     * @param intercept with the slope held at 1 (calibration in the large); 0 is right, above 0 the risk is understated
     */
    public record Line(double slope, double intercept) {}

    /** NaN when all or none had the event, or when events and non-events can be told apart without fail. */
    public Line of(double[] weights) {
        double[][] cells = new double[2][logOdds.length];
        double[] sums = new double[2];
        for (int row = 0; row < cellOf.length; row++) {
            int which = events[row] ? 1 : 0;
            cells[which][cellOf[row]] += weights[row];
            sums[which] += weights[row];
        }
        if (!(sums[0] > 0) || !(sums[1] > 0)) {
            return new Line(Double.NaN, Double.NaN);
        }
        return new Line(slope(cells), inTheLarge(cells));
    }

    private double slope(double[][] cells) {
        double a = 0;
        double b = 1;
        for (int step = 0; step < MOST_STEPS && Math.abs(b) < STEEPEST; step++) {
            double ga = 0;
            double gb = 0;
            double haa = 0;
            double hab = 0;
            double hbb = 0;
            for (int cell = 0; cell < logOdds.length; cell++) {
                double all = cells[0][cell] + cells[1][cell];
                if (all == 0) {
                    continue;
                }
                double x = logOdds[cell];
                double p = 1 / (1 + Math.exp(-(a + b * x)));
                double residual = cells[1][cell] - all * p;
                double curvature = all * p * (1 - p);
                ga += residual;
                gb += residual * x;
                haa += curvature;
                hab += curvature * x;
                hbb += curvature * x * x;
            }
            double determinant = haa * hbb - hab * hab;
            if (!(determinant > 1e-12 * haa * hbb)) {
                return Double.NaN;
            }
            double da = bounded((hbb * ga - hab * gb) / determinant);
            double db = bounded((haa * gb - hab * ga) / determinant);
            a += da;
            b += db;
            if (Math.abs(da) + Math.abs(db) < CONVERGED) {
                return b;
            }
        }
        return Double.NaN;
    }

    private double inTheLarge(double[][] cells) {
        double a = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double gradient = 0;
            double curvature = 0;
            for (int cell = 0; cell < logOdds.length; cell++) {
                double all = cells[0][cell] + cells[1][cell];
                double p = 1 / (1 + Math.exp(-(a + logOdds[cell])));
                gradient += cells[1][cell] - all * p;
                curvature += all * p * (1 - p);
            }
            double change = bounded(gradient / curvature);
            a += change;
            if (Math.abs(change) < CONVERGED) {
                return a;
            }
        }
        return Double.NaN;
    }

    private static double bounded(double step) {
        return Math.clamp(step, -LARGEST_STEP, LARGEST_STEP);
    }
}

package org.prodrome.reasoning.model;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.Calibration.Isotonic;
import org.prodrome.reasoning.model.Calibration.Platt;
import org.prodrome.reasoning.statistics.IsotonicFit;
import org.prodrome.reasoning.statistics.LogisticRegression;

/**
 * Risks of tuning patients and what became of them, ready to be fitted on many resamples of these patients.
 *
 * <p>Log-odds are gathered in cells {@value #CELL} wide, each at the mean of its rows, so that a fit costs the cells and not
 * the rows. Rows of one patient share one event: whatever is asked of the number of events is asked of patients.
 * Immutable and thread-safe.
 */
public final class CalibrationSample {

    private static final double CELL = 0.01;
    private static final double RIDGE = 1e-3;
    private static final double FARTHEST = 20;
    private static final int HALVINGS = 60;
    private static final double HALF = 0.5;

    private final int[] cellOf;
    private final int[] patientOf;
    private final boolean[] events;
    private final double[] stands;
    private final double[] logOdds;
    private final boolean[] gotIt;

    /**
     * Gathers.
     *
     * @param raw as they are before calibration, {@code (rows)}
     * @param events whether it came, {@code (rows)}
     * @param stands how many rows each stands for, {@code (rows)}
     * @param patientOf the patient of each row, from 0 without holes, {@code (rows)}
     */
    public CalibrationSample(double[] raw, boolean[] events, double[] stands, int[] patientOf) {
        this.events = events.clone();
        this.stands = stands.clone();
        this.patientOf = patientOf.clone();
        double[] odds = Arrays.stream(raw).map(CalibrationSample::logit).toArray();
        this.cellOf = cells(odds);
        this.logOdds = means(odds, cellOf);
        this.gotIt = new boolean[Arrays.stream(patientOf).max().orElse(-1) + 1];
        for (int row = 0; row < events.length; row++) {
            gotIt[patientOf[row]] |= events[row];
        }
    }

    private static int[] cells(double[] odds) {
        int[] order = IntStream.range(0, odds.length)
                .boxed()
                .sorted((a, b) -> Double.compare(odds[a], odds[b]))
                .mapToInt(row -> row)
                .toArray();
        int[] cellOf = new int[odds.length];
        int cell = -1;
        double first = Double.NEGATIVE_INFINITY;
        for (int row : order) {
            if (odds[row] - first > CELL) {
                first = odds[row];
                cell++;
            }
            cellOf[row] = cell;
        }
        return cellOf;
    }

    private static double[] means(double[] odds, int[] cellOf) {
        int cells = Arrays.stream(cellOf).max().orElse(-1) + 1;
        double[] sums = new double[cells];
        int[] sizes = new int[cells];
        for (int row = 0; row < odds.length; row++) {
            sums[cellOf[row]] += odds[row];
            sizes[cellOf[row]]++;
        }
        return IntStream.range(0, cells)
                .mapToDouble(cell -> sums[cell] / sizes[cell])
                .toArray();
    }

    public int patients() {
        return gotIt.length;
    }

    /** Patients with an event in one of their rows. */
    public int eventPatients() {
        return (int) IntStream.range(0, gotIt.length).filter(p -> gotIt[p]).count();
    }

    /** Every patient once. */
    public int[] whole() {
        int[] once = new int[gotIt.length];
        Arrays.fill(once, 1);
        return once;
    }

    /**
     * Isotonic from {@link Calibration#ISOTONIC_FROM} events, else Platt; with fewer than {@link Calibration#SLOPE_FROM}
     * patients with or without an event only the intercept moves, the less the fewer there are: a handful of cases must
     * not multiply everybody's risk; without any nothing changes.
     *
     * @param times how often each patient is in the resample, {@code (patients)}
     * @param trust events' worth of trust in the network as it is, where only the intercept is fitted
     */
    public Calibration fit(int[] times, double trust) {
        double[][] weights = weights(times);
        long scarcer = scarcer(times);
        if (scarcer == 0) {
            return new Platt(1, 0);
        }
        if (scarcer < Calibration.SLOPE_FROM) {
            return new Platt(1, shift(weights) * scarcer / (scarcer + trust));
        }
        return happened(times) >= Calibration.ISOTONIC_FROM ? isotonic(weights) : platt(weights);
    }

    /** Of what did not come and of what came, {@code (2, cells)}. */
    private double[][] weights(int[] times) {
        double[][] weights = new double[2][logOdds.length];
        for (int row = 0; row < cellOf.length; row++) {
            weights[events[row] ? 1 : 0][cellOf[row]] += times[patientOf[row]] * stands[row];
        }
        return weights;
    }

    /** Half an event is added at the low end and half a non-event at the high one: no finite sample shows a risk of 0 or 1. */
    private Calibration isotonic(double[][] weights) {
        weights[1][0] += HALF;
        weights[0][logOdds.length - 1] += HALF;
        double[] raw = Arrays.stream(logOdds).map(x -> 1 / (1 + Math.exp(-x))).toArray();
        IsotonicFit fit = IsotonicFit.fit(raw, weights[1], weights[0]);
        return new Isotonic(fit.x(), fit.y());
    }

    /**
     * With targets a little inside 0 and 1 (Platt, Advances in Large Margin Classifiers 1999): where a risk tells events from
     * others without a fault, the slope would have no end.
     */
    private Calibration platt(double[][] weights) {
        double offEvents = 1 / (Arrays.stream(weights[1]).sum() + 2);
        double offOthers = 1 / (Arrays.stream(weights[0]).sum() + 2);
        int cells = logOdds.length;
        double[][] features = new double[2 * cells][];
        boolean[] came = new boolean[2 * cells];
        double[] both = new double[2 * cells];
        for (int i = 0; i < features.length; i++) {
            int cell = i % cells;
            features[i] = new double[] {logOdds[cell]};
            came[i] = i >= cells;
            both[i] = came[i]
                    ? weights[1][cell] * (1 - offEvents) + weights[0][cell] * offOthers
                    : weights[0][cell] * (1 - offOthers) + weights[1][cell] * offEvents;
        }
        LogisticRegression fit = LogisticRegression.fit(features, came, both, RIDGE);
        double slope = fit.coefficients().getFirst();
        return slope > 0 ? new Platt(slope, fit.intercept()) : new Platt(1, shift(weights));
    }

    /**
     * How far the log-odds of the risks must move for their mean to be what was observed; empty with fewer than {@link
     * Calibration#SLOPE_FROM} patients with or without an event.
     */
    public OptionalDouble shift() {
        double shift = shift(whole());
        return Double.isNaN(shift) ? OptionalDouble.empty() : OptionalDouble.of(shift);
    }

    /** The same of a resample, NaN where it has too few. */
    public double shift(int[] times) {
        return scarcer(times) < Calibration.SLOPE_FROM ? Double.NaN : shift(weights(times));
    }

    /** Patients with the event or without, whichever are fewer. */
    private long scarcer(int[] times) {
        long happened = happened(times);
        return Math.min(happened, Arrays.stream(times).asLongStream().sum() - happened);
    }

    private long happened(int[] times) {
        return IntStream.range(0, times.length)
                .mapToLong(p -> gotIt[p] ? times[p] : 0)
                .sum();
    }

    /** The intercept at which the mean calibrated probability is the observed share, by bisection. */
    private double shift(double[][] weights) {
        double low = -FARTHEST;
        double high = FARTHEST;
        double happened = Arrays.stream(weights[1]).sum();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double expected = 0;
            for (int cell = 0; cell < logOdds.length; cell++) {
                expected += (weights[0][cell] + weights[1][cell]) / (1 + Math.exp(-(middle + logOdds[cell])));
            }
            if (expected < happened) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Log-odds, with probabilities kept off 0 and 1. */
    static double logit(double p) {
        double inside = Math.clamp(p, 1e-7, 1 - 1e-7);
        return Math.log(inside / (1 - inside));
    }
}

package org.prodrome.reasoning.statistics;

import org.prodrome.reasoning.statistics.ThresholdCounts.Counts;

/**
 * What alerting at a threshold brings; every row has a weight and is one occasion to alert on.
 *
 * @param per1000 alerts per 1,000 rows
 * @param precision share of alerts followed by the event (PPV); NaN without alerts
 * @param sensitivity share of events that were alerted; NaN without events
 */
public record Alerts(double per1000, double precision, double sensitivity) {

    private static final double THOUSAND = 1000;

    /** Of alerting where the score is at least a threshold; all NaN without one of either class or without a threshold. */
    public static Alerts of(Counts counts) {
        if (counts.oneClass() || Double.isNaN(counts.alerts())) {
            return new Alerts(Double.NaN, Double.NaN, Double.NaN);
        }
        return new Alerts(
                THOUSAND * counts.alerts() / counts.all(),
                counts.alerts() > 0 ? counts.hits() / counts.alerts() : Double.NaN,
                counts.hits() / counts.happened());
    }

    /** Alerts looked at for each right one: 1/PPV; NaN when none was right. */
    public double perHit() {
        return precision > 0 ? 1 / precision : Double.NaN;
    }

    /**
     * The lowest threshold whose alerts are right at least this often: as many alerts as that precision allows.
     *
     * @param least fewest rows alerted, so that a handful of lucky rows don't count
     * @return NaN when no threshold reaches it
     */
    public static double thresholdOfPrecision(
            double precision, int least, double[] scores, boolean[] events, double[] weights) {
        int[] order = Order.falling(scores);
        double alerts = 0;
        double hits = 0;
        int rows = 0;
        double threshold = Double.NaN;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            alerts += weights[row];
            hits += events[row] ? weights[row] : 0;
            rows += weights[row] > 0 ? 1 : 0;
            boolean tieEnds = i + 1 == order.length || scores[order[i + 1]] != scores[row];
            if (tieEnds && rows >= least && hits > 0 && hits >= precision * alerts) {
                threshold = scores[row];
            }
        }
        return threshold;
    }

    /** The threshold that alerts on this share of rows, by weight; NaN without rows. */
    public static double thresholdOfShare(double share, double[] scores, double[] weights) {
        int[] order = Order.falling(scores);
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        double alerts = 0;
        for (int row : order) {
            alerts += weights[row];
            if (alerts > 0 && alerts >= share * all) {
                return scores[row];
            }
        }
        return Double.NaN;
    }
}

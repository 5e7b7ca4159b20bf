package org.prodrome.reasoning.statistics;

/**
 * What alerting at a threshold brings; every row has a weight and stands for one patient-year.
 *
 * @param per1000 alerts per 1,000 rows
 * @param precision share of alerts followed by the event (PPV); NaN without alerts
 * @param sensitivity share of events that were alerted; NaN without events
 */
public record Alerts(double per1000, double precision, double sensitivity) {

    private static final double THOUSAND = 1000;

    /** Of alerting where the score is at least the threshold; all NaN without one of either class. */
    public static Alerts at(double threshold, double[] scores, boolean[] events, double[] weights) {
        double all = 0;
        double happened = 0;
        double alerts = 0;
        double hits = 0;
        for (int i = 0; i < scores.length; i++) {
            boolean alert = scores[i] >= threshold;
            all += weights[i];
            happened += events[i] ? weights[i] : 0;
            alerts += alert ? weights[i] : 0;
            hits += alert && events[i] ? weights[i] : 0;
        }
        if (!(happened > 0 && happened < all) || Double.isNaN(threshold)) {
            return new Alerts(Double.NaN, Double.NaN, Double.NaN);
        }
        return new Alerts(THOUSAND * alerts / all, alerts > 0 ? hits / alerts : Double.NaN, hits / happened);
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

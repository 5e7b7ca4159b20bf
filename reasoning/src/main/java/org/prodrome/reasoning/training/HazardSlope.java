package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * By what power hazards would have to be taken to be neither too far apart nor too near to one another: 1 is right, below 1 they are
 * too sure.
 *
 * <p>The calibration slope of survival analysis (van Houwelingen, Statistics in Medicine 2000, 19:3401) with hazards that are constant within a bin:
 * the greatest likelihood of {@code e^a[bin] * hazard^slope}, over the slope and a rate per bin. Exposure ends where the event comes, so that
 * an expectation summed over it cannot be regressed on.
 */
final class HazardSlope {

    private static final double STEEPEST = 4;
    private static final int HALVINGS = 30;
    private static final double LEAST_DIFFERENCE = 1e-6;

    private final List<Bin> bins = new ArrayList<>();
    private double logHazardsOfEvents;
    private int events;

    HazardSlope(int bins) {
        for (int bin = 0; bin < bins; bin++) {
            this.bins.add(new Bin());
        }
    }

    private static final class Bin {
        private final List<double[]> rows = new ArrayList<>();
        private int events;

        boolean differs() {
            DoubleSummaryStatistics logs =
                    rows.stream().mapToDouble(row -> row[1]).summaryStatistics();
            return logs.getMax() - logs.getMin() > LEAST_DIFFERENCE;
        }

        /** Mean log hazard of the exposed, weighed by exposure and hazard to a power. */
        double mean(double slope) {
            double highest = rows.stream().mapToDouble(row -> row[1]).max().orElse(0);
            double sum = 0;
            double all = 0;
            for (double[] row : rows) {
                double weight = row[0] * Math.exp(slope * (row[1] - highest));
                sum += weight * row[1];
                all += weight;
            }
            return sum / all;
        }
    }

    /** Time of one row in a bin, in years, and whether the event ended it. */
    void add(int bin, double exposure, double hazard, boolean event) {
        if (exposure > 0) {
            double logHazard = Math.log(Math.max(BoostedGroup.LEAST_EXPECTED, hazard));
            bins.get(bin).rows.add(new double[] {exposure, logHazard});
            if (event) {
                logHazardsOfEvents += logHazard;
                bins.get(bin).events++;
                events++;
            }
        }
    }

    /** From 0, also where less would be likelier, to {@value #STEEPEST}; NaN without events, or where hazards hardly differ. */
    double slope() {
        if (events == 0 || bins.stream().noneMatch(Bin::differs)) {
            return Double.NaN;
        }
        double low = 0;
        double high = STEEPEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (score(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The slope of the log likelihood, which falls. */
    private double score(double slope) {
        double score = logHazardsOfEvents;
        for (Bin bin : bins) {
            score -= bin.events == 0 ? 0 : bin.events * bin.mean(slope);
        }
        return score;
    }
}

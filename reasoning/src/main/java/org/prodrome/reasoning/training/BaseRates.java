package org.prodrome.reasoning.training;

import java.util.Arrays;
import org.prodrome.reasoning.model.NetworkShape;

/** Log rates of everybody, gathered batch by batch: where the heads' biases start, so that the first loss is that of knowing nothing. */
final class BaseRates {

    private static final double PRIOR_EVENTS = 5;
    private static final double PRIOR_YEARS = 1e-3;

    private final NetworkShape shape;
    private final double[] years;
    private final double[] events;
    private final double[] next;
    private double waited = PRIOR_YEARS;

    BaseRates(NetworkShape shape) {
        this.shape = shape;
        years = new double[shape.outcomes() * shape.hazardBins()];
        events = new double[years.length];
        next = new double[shape.codes()];
        Arrays.fill(next, 0.5);
    }

    void add(TrainingBatch batch) {
        for (int i = 0; i < batch.exposure().length; i++) {
            years[i % years.length] += batch.exposure()[i];
            events[i % years.length] += batch.events()[i];
        }
        for (int i = 0; i < batch.next().length; i++) {
            next[batch.next()[i]]++;
            waited += batch.waits()[i];
        }
    }

    /** Log hazards per year, {@code (outcomes, bins)}, each bin's shrunk to its outcome's. */
    float[] hazards() {
        int bins = shape.hazardBins();
        float[] logs = new float[years.length];
        for (int o = 0; o < shape.outcomes(); o++) {
            double all = Arrays.stream(events, o * bins, (o + 1) * bins).sum() + 0.5;
            double rate = all / (Arrays.stream(years, o * bins, (o + 1) * bins).sum() + 1);
            for (int k = o * bins; k < (o + 1) * bins; k++) {
                logs[k] = (float) Math.log((events[k] + PRIOR_EVENTS) / (years[k] + PRIOR_EVENTS / rate));
            }
        }
        return logs;
    }

    /** Log rates per year of each code as the next event, {@code (codes)}. */
    float[] events() {
        float[] logs = new float[next.length];
        for (int code = 0; code < logs.length; code++) {
            logs[code] = (float) Math.log(next[code] / waited);
        }
        return logs;
    }
}

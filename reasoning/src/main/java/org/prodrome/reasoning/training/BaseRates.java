package org.prodrome.reasoning.training;

import java.util.Arrays;
import java.util.List;
import org.prodrome.reasoning.model.NetworkShape;

/** Log rates of everybody: where the heads' biases start, so that the first loss is that of knowing nothing. */
final class BaseRates {

    private static final double PRIOR_EVENTS = 5;
    private static final double PRIOR_YEARS = 1e-3;

    private BaseRates() {}

    /** Log hazards per year, {@code (outcomes, bins)}, each bin's shrunk to its outcome's. */
    static float[] hazards(List<TrainingBatch> batches, NetworkShape shape) {
        int bins = shape.hazardBins();
        double[] years = new double[shape.outcomes() * bins];
        double[] events = new double[years.length];
        for (TrainingBatch batch : batches) {
            for (int i = 0; i < batch.exposure().length; i++) {
                years[i % years.length] += batch.exposure()[i];
                events[i % years.length] += batch.events()[i];
            }
        }
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
    static float[] events(List<TrainingBatch> batches, NetworkShape shape) {
        double[] came = new double[shape.codes()];
        Arrays.fill(came, 0.5);
        double years = PRIOR_YEARS;
        for (TrainingBatch batch : batches) {
            for (int i = 0; i < batch.next().length; i++) {
                came[batch.next()[i]]++;
                years += batch.waits()[i];
            }
        }
        float[] logs = new float[came.length];
        for (int code = 0; code < logs.length; code++) {
            logs[code] = (float) Math.log(came[code] / years);
        }
        return logs;
    }
}

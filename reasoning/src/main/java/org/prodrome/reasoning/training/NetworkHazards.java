package org.prodrome.reasoning.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.Inputs;

/** What a network says of many rows, bucket by bucket. */
final class NetworkHazards {

    private static final int MOST_ROWS = 32;

    private NetworkHazards() {}

    /** Hazards of all outcomes and bins at each row's own as-of day, in the order of the rows; a step of progress for each. */
    static List<float[]> of(Forward network, List<PatientSequence> rows, List<Integer> buckets, Progress progress) {
        float[][] hazards = new float[rows.size()][];
        for (int bucket : buckets) {
            int[] places = IntStream.range(0, rows.size())
                    .filter(i -> Inputs.bucket(buckets, rows.get(i).tokens().length()) == bucket)
                    .toArray();
            for (int from = 0; from < places.length; from += MOST_ROWS) {
                int[] some = Arrays.copyOfRange(places, from, Math.min(places.length, from + MOST_ROWS));
                run(network, rows, some, bucket, hazards);
                Arrays.stream(some).forEach(place -> progress.step());
            }
        }
        return List.of(hazards);
    }

    private static void run(Forward network, List<PatientSequence> rows, int[] places, int bucket, float[][] hazards) {
        Inputs inputs = new Inputs(places.length, bucket, 1);
        for (int i = 0; i < places.length; i++) {
            inputs.put(i, rows.get(places[i]).tokens());
        }
        float[] all = network.hazards(inputs);
        int each = all.length / places.length;
        for (int i = 0; i < places.length; i++) {
            hazards[places[i]] = Arrays.copyOfRange(all, i * each, (i + 1) * each);
        }
    }

    /** Refuses a row that trees could not be fitted beside. */
    static void requireFinite(float[] hazards) {
        for (float hazard : hazards) {
            if (!Float.isFinite(hazard)) {
                throw new RefusedData(
                        "network: expected finite hazards of every training and tuning row, got " + hazard, null);
            }
        }
    }
}

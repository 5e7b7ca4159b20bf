package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Integrated gradients (Sundararajan, Taly and Yan, ICML 2017) from a story whose events say nothing to the story itself: what
 * each token adds to an outcome's log-odds. A cross-check of what leaving events out shows, never shown to a clinician.
 *
 * <p>Events that say nothing keep their times: {@code embedding(padding)} in place of code, bin and value. Thread-safe.
 */
final class IntegratedGradients {

    private static final int STEPS = 32;
    private static final int TOGETHER = 8;

    private final SavedModelBundle bundle;
    private final Map<String, Signature.TensorDescription> inputs;
    private final Map<String, Signature.TensorDescription> outputs;

    /** Only for a model whose SavedModel has the signature. */
    IntegratedGradients(SavedModelBundle bundle) {
        this.bundle = bundle;
        Signature signature = bundle.function(AttributionSignature.KEY).signature();
        this.inputs = signature.getInputs();
        this.outputs = signature.getOutputs();
    }

    static boolean offeredBy(SavedModelBundle bundle) {
        return bundle.signatures().stream().anyMatch(signature -> AttributionSignature.KEY.equals(signature.key()));
    }

    /**
     * Attributions of each token; their sum is the log-odds of the story less that of the story that says nothing.
     *
     * @param time places of a row, at least as many as tokens
     * @param years per outcome and bin, {@code (outcomes + death, bins)}; 0 but for the outcome and the bins up to the horizon
     * @return in log-odds, {@code (tokens)}
     */
    double[] of(Tokens tokens, int time, float[][] years) {
        float[] whole = embedded(tokens, time, years);
        float[] silent = embedded(silent(tokens), time, years);
        double[] slopes = new double[whole.length];
        for (int from = 0; from < STEPS; from += TOGETHER) {
            addSlopes(tokens, time, years, whole, silent, from, slopes);
        }
        int width = whole.length / time;
        double[] attributions = new double[tokens.length()];
        for (int i = 0; i < tokens.length() - 1; i++) {
            for (int d = 0; d < width; d++) {
                int at = i * width + d;
                attributions[i] += (whole[at] - silent[at]) * slopes[at] / STEPS;
            }
        }
        return attributions;
    }

    /** The story with events that say nothing. */
    static Tokens silent(Tokens tokens) {
        int[] codes = new int[tokens.length()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = tokens.entries()[i] < 0 ? tokens.codes()[i] : Vocabulary.PAD;
        }
        return new Tokens(
                codes,
                new int[codes.length],
                new float[codes.length],
                tokens.ages(),
                tokens.entries(),
                tokens.eventsInTimeline(),
                tokens.eventsSeen(),
                tokens.unknown());
    }

    private float[] embedded(Tokens tokens, int time, float[][] years) {
        Inputs row = new Inputs(1, time, 1);
        row.put(0, tokens);
        return run(row, years, null, AttributionSignature.EMBEDDED);
    }

    /** Gradients at the middles of the steps, added up. */
    private void addSlopes(
            Tokens tokens, int time, float[][] years, float[] whole, float[] silent, int from, double[] slopes) {
        Inputs rows = new Inputs(TOGETHER, time, 1);
        float[] between = new float[TOGETHER * whole.length];
        for (int row = 0; row < TOGETHER; row++) {
            rows.put(row, tokens);
            float share = (from + row + 0.5f) / STEPS;
            for (int i = 0; i < whole.length; i++) {
                between[row * whole.length + i] = silent[i] + share * (whole[i] - silent[i]);
            }
        }
        float[] gradients = run(rows, years, between, AttributionSignature.GRADIENTS);
        for (int i = 0; i < gradients.length; i++) {
            slopes[i % whole.length] += gradients[i];
        }
    }

    private float[] run(Inputs rows, float[][] years, float @Nullable [] embedded, String wanted) {
        List<Tensor> fed = new ArrayList<>();
        try (Result result = fed(rows, years, embedded, wanted, fed).run()) {
            return WeightStore.floats(result.get(0));
        } finally {
            Inputs.close(fed);
        }
    }

    /** Adds each tensor to those to be closed before it is fed: feeding may throw. */
    private Session.Runner fed(
            Inputs rows, float[][] years, float @Nullable [] embedded, String wanted, List<Tensor> fed) {
        Session.Runner runner = bundle.session().runner().fetch(output(wanted));
        Map<String, Tensor> tensors = rows.tensors();
        fed.addAll(tensors.values());
        tensors.forEach((name, tensor) -> runner.feed(input(name), tensor));
        TFloat32 exposure =
                TFloat32.tensorOf(Shape.of(years.length, years[0].length), DataBuffers.of(flat(years), true, false));
        fed.add(exposure);
        runner.feed(input(AttributionSignature.YEARS), exposure);
        if (embedded != null) {
            int places = rows.batch() * rows.time();
            TFloat32 tensor = TFloat32.tensorOf(
                    Shape.of(places, embedded.length / places), DataBuffers.of(embedded, true, false));
            fed.add(tensor);
            runner.feed(output(AttributionSignature.EMBEDDED), tensor);
        }
        return runner;
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        }
        return flat;
    }

    private String input(String name) {
        return Objects.requireNonNull(inputs.get(name)).name;
    }

    private String output(String name) {
        return Objects.requireNonNull(outputs.get(name)).name;
    }
}

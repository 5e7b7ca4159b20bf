package org.prodrome.reasoning.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.model.Inputs;
import org.prodrome.reasoning.model.PlainTensor;
import org.prodrome.reasoning.model.SavedWeights;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.training.MadeUp;

/** Batch and window, by a name that Python takes. */
record Case(int batch, int time) {

    /** Every batch at every window, filled with made-up patients. */
    static Map<Case, Inputs> inputs(List<Integer> batches, List<Integer> windows, int codes) {
        Map<Case, Inputs> cases = new LinkedHashMap<>();
        batches.forEach(batch -> windows.forEach(window -> {
            Case one = new Case(batch, window);
            cases.put(one, one.inputs(codes));
        }));
        return cases;
    }

    /** Of the vocabulary that a network was made for. */
    static int codes(SavedWeights weights) {
        PlainTensor.Floats codes = weights.weights().get("code");
        if (codes == null) {
            throw new BrokenDataFile("bench: expected a network of train's own, whose weights can be read", null);
        }
        return Math.toIntExact(codes.dimensions()[0]);
    }

    private Inputs inputs(int codes) {
        Inputs inputs = new Inputs(batch, time, 1);
        List<Tokens> patients = patients(batch, codes);
        for (int row = 0; row < batch; row++) {
            inputs.put(row, patients.get(row));
        }
        return inputs;
    }

    /** Made-up patients who fill the window. */
    List<Tokens> patients(int count, int codes) {
        SplittableRandom random = new SplittableRandom(7);
        return IntStream.range(0, count)
                .mapToObj(patient -> MadeUp.tokens(time, codes, random))
                .toList();
    }

    String name() {
        return "b" + batch + "_t" + time;
    }

    /** Before the names of figures; none for batch 1 at 256 tokens, which targets are about. */
    String prefix() {
        return batch == 1 && time == 256 ? "" : name() + "_";
    }
}

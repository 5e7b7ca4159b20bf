package org.prodrome.reasoning.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.NetworkShape;
import org.prodrome.reasoning.token.Vocabulary;

/** What the peer must know of a network besides its weights. */
final class PeerSettings {

    private PeerSettings() {}

    /**
     * As the script reads them.
     *
     * @param heads of attention
     * @param valued as in {@link NetworkShape#valued}
     * @param hazardBins per outcome
     * @param reads as-of places at the end of each row, by the name of the inputs
     */
    static Map<String, Object> of(int heads, List<Integer> valued, int hazardBins, Map<String, Integer> reads) {
        List<Double> fading = IntStream.range(0, heads)
                .mapToObj(head -> NetworkShape.fading(head, heads))
                .toList();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("heads", heads);
        settings.put("fading_per_year", fading);
        settings.put("valued", valued);
        settings.put("hazard_bins", hazardBins);
        settings.put("as_of", Vocabulary.AS_OF);
        settings.put("reads", reads);
        return settings;
    }
}

package org.prodrome.reasoning.token;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.timeline.Timelines;

/**
 * Fits a vocabulary from the timelines of training patients, one after the other, in memory that doesn't grow with them.
 *
 * <p>Not thread-safe. The same timelines in the same order with the same seed give the same vocabulary.
 */
public final class VocabularyBuilder {

    private static final int POOLED_AGE_YEARS = 90;

    private final Timelines timelines;
    private final ClinicalEdges edges = ClinicalEdges.load();
    private final Vocabulary.Clamps clamps;
    private final long seed;
    private final Map<String, Integer> patients = new HashMap<>();
    private final Map<String, ValueSample> values = new TreeMap<>();

    /**
     * Starts empty.
     *
     * @param seed of the value samples
     * @param notes whether what texts say becomes tokens; in synthetic records texts name the diagnoses
     */
    public VocabularyBuilder(Timelines timelines, long seed, boolean notes) {
        this.timelines = timelines;
        this.seed = seed;
        Set<EventKind> kinds = EnumSet.allOf(EventKind.class);
        kinds.removeAll(EnumSet.of(EventKind.REPORT, EventKind.DOCUMENT, EventKind.CARE));
        if (!notes) {
            kinds.remove(EventKind.NOTE_FINDING);
        }
        this.clamps = new Vocabulary.Clamps(POOLED_AGE_YEARS, kinds);
    }

    /** Counts one training patient. */
    public void add(Timeline timeline) {
        Set<String> concepts = new HashSet<>();
        for (TimelineEntry entry : timeline.entries()) {
            if (clamps.kinds().contains(EventKind.of(entry.event()))) {
                concepts.add(TokenConcept.of(entry));
                if (entry.value() instanceof NormalisedValue.Number(double number, String unit)) {
                    sample(entry.concept(), unit).add(number);
                }
            }
        }
        concepts.forEach(concept -> patients.merge(concept, 1, Integer::sum));
    }

    private ValueSample sample(String concept, String unit) {
        return values.computeIfAbsent(concept, c -> new ValueSample(unit, seed ^ c.hashCode()));
    }

    /**
     * The vocabulary.
     *
     * @param fewestPatients concepts of fewer patients stay unknown: they can't be learnt and may point to a person
     * @param salience by concept
     */
    public Vocabulary build(int fewestPatients, Map<String, Double> salience) {
        List<String> concepts = patients.entrySet().stream()
                .filter(count -> count.getValue() >= fewestPatients)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        Set<String> all = new LinkedHashSet<>(concepts);
        concepts.forEach(concept -> all.addAll(ancestors(concept)));
        return new Vocabulary(entries(List.copyOf(all), salience), clamps);
    }

    private List<Vocabulary.Entry> entries(List<String> concepts, Map<String, Double> salience) {
        Map<String, Integer> ids = new HashMap<>();
        concepts.forEach(concept -> ids.put(concept, Vocabulary.RESERVED + ids.size()));
        List<Vocabulary.Entry> entries = new ArrayList<>(fixed());
        int nextBin = 1;
        for (String concept : concepts) {
            List<Integer> parents =
                    ancestors(concept).stream().map(ids::get).sorted().toList();
            ValueBins bins = bins(concept, nextBin);
            nextBin += bins == null ? 0 : bins.count();
            int count = patients.getOrDefault(concept, 0);
            entries.add(new Vocabulary.Entry(
                    concept, timelines.words(concept), parents, count, bins, salience.getOrDefault(concept, 0.0)));
        }
        return entries;
    }

    private @Nullable ValueBins bins(String concept, int firstBin) {
        ValueSample sample = values.get(concept);
        return sample == null ? null : sample.bins(edges.of(concept), firstBin);
    }

    private Set<String> ancestors(String concept) {
        Set<String> found = new LinkedHashSet<>();
        for (String parent : timelines.parents(concept)) {
            found.add(parent);
            found.addAll(ancestors(parent));
        }
        return found;
    }

    private static List<Vocabulary.Entry> fixed() {
        List<Vocabulary.Entry> fixed = new ArrayList<>();
        fixed.add(fixed("padding", "padding"));
        fixed.add(fixed("unknown", "a concept the model doesn't know"));
        fixed.add(fixed("as-of", "the day of the assessment"));
        fixed.add(fixed("no-event", "nothing for five years"));
        for (Demographics.Sex sex : Demographics.Sex.values()) {
            String name = sex.name().toLowerCase(Locale.ROOT);
            fixed.add(fixed("sex-" + name, "sex: " + name));
        }
        return fixed;
    }

    private static Vocabulary.Entry fixed(String name, String words) {
        return new Vocabulary.Entry("token/" + name, words, List.of(), 0, null);
    }
}

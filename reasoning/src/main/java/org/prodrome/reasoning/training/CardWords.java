package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prodrome.reasoning.model.BoostedTrees;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.OutcomeDefinition;
import org.prodrome.reasoning.token.Vocabulary;

/** What stands in the places of the card's template. */
final class CardWords {

    private CardWords() {}

    static Map<String, String> ofTraining(Settings settings, SequenceData data, TrainingConfig config) {
        Map<String, String> words = common(settings, data.vocabulary());
        words.put("outcomes", names(data.outcomes().list().stream().map(Outcome::name)));
        words.put("fromAge", String.valueOf(data.outcomes().fromAgeYears()));
        words.put("belowAge", String.valueOf(data.vocabulary().clamps().maxAgeYears()));
        words.put("trainingPatients", String.valueOf(data.trainingPatients()));
        words.put("windows", String.valueOf(config.windowsPerPatient()));
        return words;
    }

    /** Of a model that somebody else trained. */
    static Map<String, String> ofDeclaration(ForeignModel model, Vocabulary vocabulary) {
        Map<String, String> words = common(model.settings(), vocabulary);
        words.put("outcomes", names(model.outcomes().stream().map(OutcomeDefinition::name)));
        words.put("fromAge", String.format(Locale.ROOT, "%.0f", model.limits().fromAgeYears()));
        words.put("belowAge", String.format(Locale.ROOT, "%.0f", model.limits().belowAgeYears()));
        words.put("trainingPatients", "an unknown number of");
        words.put("windows", "an unknown number of");
        return words;
    }

    private static Map<String, String> common(Settings settings, Vocabulary vocabulary) {
        boolean synthetic = settings.synthetic();
        Map<String, String> words = new HashMap<>();
        words.put("horizons", join(settings.horizons()));
        words.put("kinds", join(new TreeSet<>(vocabulary.clamps().kinds())));
        words.put("syntheticCaution", synthetic ? "Trained on synthetic patients: any use on a real patient." : "");
        words.put("dataWords", synthetic ? "the patients are synthetic" : "to be described by the site");
        words.put(
                "relevance",
                synthetic
                        ? "None for real patients: synthetic data shows that the machinery works, not that the medicine holds."
                        : "not available: to be described by the site");
        return words;
    }

    private static String names(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }

    private static String join(Iterable<?> things) {
        List<String> words = new ArrayList<>();
        things.forEach(
                thing -> words.add(thing.toString().toLowerCase(Locale.ROOT).replace('_', ' ')));
        return String.join(", ", words);
    }

    /** An outcome and the days of some of its hazard bins. */
    static String span(Outcome outcome, List<Integer> edges, int fromBin, int toBin) {
        return String.format(
                Locale.ROOT,
                "%s, days %d to %d",
                outcome.name(),
                fromBin == 0 ? 0 : edges.get(fromBin - 1),
                edges.get(toBin - 1));
    }

    /** Of which outcomes and days the network has less than its full say, in a sentence with a space before it; nothing where it has. */
    static String shrunk(List<Outcome> outcomes, List<Integer> edges, BoostedTrees trees) {
        List<String> spans = new ArrayList<>();
        for (BoostedTrees.Group group : trees.groups()) {
            BoostedTrees.Shrinkage shrinkage = group.shrinkage();
            if (shrinkage != null) {
                spans.add(String.format(
                        Locale.ROOT,
                        "%s (power %s)",
                        span(outcomes.get(group.outcome()), edges, group.fromBin(), group.toBin()),
                        shrinkage.share()));
            }
        }
        return spans.isEmpty()
                ? ""
                : " Before that the network's hazards are shrunk to everybody's rate, with the power that is said (0: wholly), of "
                        + String.join("; ", spans) + ".";
    }
}

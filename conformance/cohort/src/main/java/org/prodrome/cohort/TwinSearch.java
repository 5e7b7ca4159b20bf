package org.prodrome.cohort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Episode;

/**
 * Looks through the people of a seed, in the order of their numbers, for those whose disease is under way and not yet known, and makes each
 * again in a world without that disease. Nobody is chosen by what a model says of them.
 */
final class TwinSearch {
    /** What is diagnosed within a month needs no foretelling; what is further off than a year is not asked about. */
    static final int FEWEST_DAYS_AHEAD = 30;

    static final int MOST_DAYS_AHEAD = 365;
    private static final int MOST_PEOPLE = 50_000;

    private final TwinSettings settings;
    private final PlantedWorld world;
    private final Map<String, PlantedWorld> without = new HashMap<>();

    TwinSearch(TwinSettings settings) {
        this.settings = settings;
        this.world = open(settings.world());
    }

    /** As many pairs of each disease as asked for, in the order of the diseases, then of the people. */
    List<TwinPair> find(List<Disease> diseases, Progress progress) {
        Map<String, List<TwinPair>> found = new HashMap<>();
        diseases.forEach(disease -> found.put(disease.id(), new ArrayList<>()));
        for (int person = 0; found.values().stream().anyMatch(this::areTooFew); person++) {
            if (person == MOST_PEOPLE) {
                throw new CohortException(
                        "twins: expected the asked for pairs of each disease among %d people, got fewer"
                                .formatted(MOST_PEOPLE));
            }
            PlantedWorld.Beginning beginning = world.beginning(person);
            for (Map.Entry<String, List<TwinPair>> pairs : found.entrySet()) {
                if (areTooFew(pairs.getValue())) {
                    pair(person, beginning, pairs.getKey()).ifPresent(pair -> {
                        pairs.getValue().add(pair);
                        progress.patient();
                    });
                }
            }
        }
        return diseases.stream()
                .flatMap(d -> Objects.requireNonNull(found.get(d.id())).stream())
                .toList();
    }

    private boolean areTooFew(List<TwinPair> pairs) {
        return pairs.size() < settings.pairs();
    }

    /** Empty where the disease is not ahead, another took the person's place, or no test was made that it shows in. */
    Optional<TwinPair> pair(int person, String disease) {
        return pair(person, world.beginning(person), disease);
    }

    private Optional<TwinPair> pair(int person, PlantedWorld.Beginning beginning, String disease) {
        int today =
                (int) (TwinSettings.DAY.toEpochDay() - beginning.clock().birth().toEpochDay());
        Optional<Episode> episode = beginning.plan().episode(disease);
        int ahead = episode.map(Episode::diagnosisDay).map(day -> day - today).orElse(-1);
        if (episode.isEmpty() || ahead < FEWEST_DAYS_AHEAD || ahead > MOST_DAYS_AHEAD) {
            return Optional.empty();
        }
        SyntheticChart ill = world.person(person);
        SyntheticChart well =
                without.computeIfAbsent(disease, d -> open(settings.without(d))).person(person);
        if (ill.deceased() || !isOf(beginning, ill) || !isOf(beginning, well)) {
            return Optional.empty();
        }
        List<ObjectNode> chart = LeanChart.of(ill);
        SortedMap<Integer, ObjectNode> changed = TwinPair.changes(chart, LeanChart.of(well));
        double progress = Math.round(100 * episode.get().progress(today)) / 100.0;
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new TwinPair(disease, person, ahead, progress, chart, changed));
    }

    private static PlantedWorld open(CohortSettings settings) {
        return PlantedWorld.open(settings, Objects.requireNonNull(settings.planted()));
    }

    private static boolean isOf(PlantedWorld.Beginning beginning, SyntheticChart chart) {
        return Objects.requireNonNull(chart.truth()).contains("\"person\":\"" + beginning.seed() + "\"");
    }
}

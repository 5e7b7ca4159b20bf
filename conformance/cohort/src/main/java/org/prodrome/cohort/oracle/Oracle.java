package org.prodrome.cohort.oracle;

import java.util.List;
import org.prodrome.cohort.planted.PlantedFiles;

/**
 * Bayes' rule over planted files: what can be known at best of a diagnosis to come. Immutable; safe for several threads.
 *
 * @param deaths of all causes but the planted ones
 * @param seed decides the sampling
 */
record Oracle(List<Hypothesis> hypotheses, PlantedFiles files, LifeTable deaths, GridSettings grid, long seed) {
    Oracle {
        hypotheses = List.copyOf(hypotheses);
    }

    static Oracle of(PlantedFiles files, LifeTable deaths, GridSettings grid, long seed) {
        return new Oracle(hypotheses(files, grid), files, deaths, grid, seed);
    }

    static List<Hypothesis> hypotheses(PlantedFiles files, GridSettings grid) {
        return files.diseases().stream()
                .map(disease -> new Hypothesis(disease, files.panel(), grid))
                .toList();
    }

    /** To be asked about one person, day after day. */
    PersonOracle about(Person person) {
        return new PersonOracle(this, person);
    }
}

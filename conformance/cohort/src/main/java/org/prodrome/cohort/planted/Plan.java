package org.prodrome.cohort.planted;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is planted in one person's life, up to age {@link HazardPath#LAST_AGE}: what comes of it depends on when they die.
 *
 * @param episodes at most one per disease or decoy, in the order of the files
 * @param death the first death by a planted disease; null where none kills
 */
public record Plan(
        Subject subject,
        RiskFactors risk,
        List<Episode> episodes,
        @Nullable Death death) {
    public Plan {
        episodes = List.copyOf(episodes);
    }

    public Optional<Episode> episode(String disease) {
        return episodes.stream().filter(e -> e.disease().equals(disease)).findFirst();
    }

    /** @param day since birth */
    public record Death(String disease, int day) {}
}

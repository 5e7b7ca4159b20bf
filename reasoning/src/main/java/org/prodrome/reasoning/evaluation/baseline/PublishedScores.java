package org.prodrome.reasoning.evaluation.baseline;

import java.util.List;
import java.util.Optional;
import org.prodrome.reasoning.timeline.DataFile;

/**
 * Scores that others published, from a data file.
 *
 * @param date when they were last checked
 */
public record PublishedScores(String date, List<PublishedScore> scores) {

    public PublishedScores {
        scores = List.copyOf(scores);
    }

    /** The shipped scores. */
    public static PublishedScores load() {
        return DataFile.read(PublishedScores.class, "published-scores.json", PublishedScores.class);
    }

    /** The score of an outcome. */
    Optional<PublishedScore> of(String outcome) {
        return scores.stream()
                .filter(score -> score.outcomes().contains(outcome))
                .findFirst();
    }
}

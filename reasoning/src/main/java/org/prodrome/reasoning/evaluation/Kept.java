package org.prodrome.reasoning.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.training.Split;

/** What is kept of one evaluation for the next: rows of the same model and data, baselines of the same data, explanations. */
final class Kept {

    private static final String EXPLANATIONS = "explanations.json";

    private final @Nullable Path directory;
    private final String key;
    private final String baselinesKey;
    private @Nullable ExplanationRows explanations;

    Kept(@Nullable Path out, String key, String baselinesKey) {
        directory = out == null ? null : out.resolve("work");
        this.key = Long.toHexString(Split.hash(key));
        this.baselinesKey = Long.toHexString(Split.hash(baselinesKey));
    }

    String baselinesKey() {
        return baselinesKey;
    }

    @Nullable
    Path fits() {
        return directory == null ? null : directory.resolve("baselines");
    }

    Optional<List<ScoredSite>> load() {
        return directory == null ? Optional.empty() : SitesFile.load(directory.resolve("rows.bin"), key);
    }

    void save(List<ScoredSite> sites) {
        if (directory != null) {
            SitesFile.save(directory.resolve("rows.bin"), key, sites);
        }
    }

    void keep(ExplanationRows rows) {
        explanations = rows;
        if (directory != null) {
            SitesFile.saveExplanations(directory.resolve(EXPLANATIONS), key, rows);
        }
    }

    /** Of this run, else of the run whose rows were kept. */
    @Nullable
    ExplanationRows explanations() {
        if (explanations == null && directory != null) {
            explanations = SitesFile.loadExplanations(directory.resolve(EXPLANATIONS), key)
                    .orElse(null);
        }
        return explanations;
    }
}

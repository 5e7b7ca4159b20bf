package org.prodrome.reasoning.summary;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException;

/**
 * {@code summary.json}: what is important, what is left out, and what counts as a change.
 *
 * @param rank concepts and groups of problems, most important first
 * @param hidden concepts and groups that are no problems to summarise
 * @param supersedes which problem makes which others not worth a mention
 * @param trendDays how far back a trend reaches
 * @param noted what is told when a text says so: findings that ask for somebody to act
 * @param notedDays how far back texts are looked at
 */
record SummaryFile(
        String source,
        String date,
        int mostProblems,
        int mostTrends,
        int mostMedications,
        int mostConflicts,
        int trendDays,
        int mostNoted,
        int notedDays,
        List<Code> noted,
        List<String> rank,
        List<String> hidden,
        List<Later> supersedes,
        List<Trend> trends,
        List<Code> noKnownAllergy) {
    private static final String FILE = "summary.json";

    /**
     * An analyte worth a sentence when it changes.
     *
     * @param change the smallest difference that is called a change, in {@code unit}
     */
    record Trend(String concept, String name, String unit, int digits, double change) {}

    /** A stage of a disease that makes earlier ones, still listed, not worth a mention. */
    record Later(String concept, List<String> over) {}

    /** A code of a code system. */
    record Code(String system, String code) {}

    static SummaryFile load() {
        try (InputStream in = SummaryFile.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw broken("expected this file, found none", null);
            }
            return new ObjectMapper().readValue(in, SummaryFile.class);
        } catch (IOException e) {
            throw broken("could not be read: " + e.getMessage(), e);
        }
    }

    private static ReasoningException.BrokenDataFile broken(String message, @Nullable Throwable cause) {
        return new ReasoningException.BrokenDataFile(FILE + ": " + message, cause);
    }
}

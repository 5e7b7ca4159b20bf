package org.prodrome.cohort;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What decides the bytes of a cohort: the same settings give the same files, whatever the number of threads.
 *
 * @param minAge lowest age at the reference date, in years; nobody dies younger than this
 * @param maxAge highest age at the reference date, in years (of those who died: the age they would have had)
 * @param partSize patients per numbered part, the unit of resuming
 * @param notes whether DocumentReferences with the note text are kept; they name the diagnoses, so they leak labels
 * @param planted null for Synthea's own diseases
 */
record CohortSettings(
        int patients,
        long seed,
        LocalDate referenceDate,
        int minAge,
        int maxAge,
        String state,
        boolean notes,
        int partSize,
        @Nullable PlantedSettings planted) {

    CohortSettings {
        require(patients > 0, "--patients: expected at least 1, got " + patients);
        require(minAge >= 0, "--min-age: expected 0 or more, got " + minAge);
        require(maxAge > minAge && maxAge <= 110, "--max-age: expected above --min-age and at most 110, got " + maxAge);
        require(
                planted == null || minAge - planted.years() >= 15,
                "--min-age: expected 15 years above --years, because the panel is not that of children, got " + minAge);
        require(partSize > 0, "--part-size: expected at least 1, got " + partSize);
        require(!state.isBlank(), "--state: expected the name of a US state, got nothing");
    }

    /** A stock cohort. */
    static CohortSettings stock(
            int patients,
            long seed,
            LocalDate referenceDate,
            int minAge,
            int maxAge,
            String state,
            boolean notes,
            int partSize) {
        return new CohortSettings(patients, seed, referenceDate, minAge, maxAge, state, notes, partSize, null);
    }

    int parts() {
        return Math.ceilDiv(patients, partSize);
    }

    /** The command that makes this cohort again. */
    String command() {
        return String.format(
                Locale.ROOT,
                "./prodrome cohort --patients %d --seed %d %s --reference-date %s --min-age %d --max-age %d --state \"%s\" --part-size %d%s",
                patients,
                seed,
                planted == null ? "--stock" : planted.command(),
                referenceDate,
                minAge,
                maxAge,
                state,
                partSize,
                notes ? " --notes" : "");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new CohortException(message);
        }
    }
}

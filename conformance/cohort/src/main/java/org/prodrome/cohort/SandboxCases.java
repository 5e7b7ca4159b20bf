package org.prodrome.cohort;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which simulated people become the sandbox's patients, and what is changed in their charts.
 *
 * @param referenceDate the day that the sandbox moves to today
 * @param everyone edits that each chart gets, before its own
 * @param planted null for Synthea's own diseases
 */
record SandboxCases(
        String about,
        long seed,
        LocalDate referenceDate,
        int minAge,
        int maxAge,
        String state,
        List<ChartEdit> everyone,
        List<Case> patients,
        @Nullable Planted planted) {

    SandboxCases {
        everyone = List.copyOf(everyone);
        patients = List.copyOf(patients);
    }

    CohortSettings settings() {
        return planted == null
                ? CohortSettings.stock(patients.size(), seed, referenceDate, minAge, maxAge, state, true, 1)
                : new CohortSettings(
                        patients.size(),
                        seed,
                        planted.livedTo(),
                        minAge,
                        maxAge,
                        state,
                        false,
                        1,
                        PlantedSettings.of(planted.years(), planted.panelVersion(), List.of()));
    }

    /**
     * People with planted diseases, whose charts are cut at the reference date: what happens between it and {@code livedTo} is known
     * and not in the chart.
     *
     * @param livedTo the last simulated day; ages are those of this day
     * @param years observed before {@code livedTo}
     */
    record Planted(LocalDate livedTo, int years, int panelVersion) {}

    /**
     * @param file name of the NDJSON file without its ending, "p01"
     * @param person the person's number under the seed
     * @param cases what the patient is there for, "rule-1-fires"
     */
    record Case(String file, int person, String title, List<String> cases, Keep keep, List<ChartEdit> edits) {
        Case {
            cases = List.copyOf(cases);
            edits = List.copyOf(edits);
        }
    }

    /**
     * How much of a long history stays, newest first, so that the committed set stays small.
     *
     * @param observations per code
     * @param procedures per code
     * @param notes note documents
     * @param encounters encounters of any kind
     * @param days before the reference date; null for all
     */
    record Keep(
            int observations,
            int procedures,
            int notes,
            int encounters,
            @Nullable Integer days) {}
}

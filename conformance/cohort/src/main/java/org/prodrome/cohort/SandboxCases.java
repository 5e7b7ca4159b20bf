package org.prodrome.cohort;

import java.time.LocalDate;
import java.util.List;

/**
 * Which simulated people become the sandbox's patients, and what is changed in their charts.
 *
 * @param everyone edits that each chart gets, before its own
 */
record SandboxCases(
        String about,
        long seed,
        LocalDate referenceDate,
        int minAge,
        int maxAge,
        String state,
        List<ChartEdit> everyone,
        List<Case> patients) {

    SandboxCases {
        everyone = List.copyOf(everyone);
        patients = List.copyOf(patients);
    }

    CohortSettings settings() {
        return CohortSettings.stock(patients.size(), seed, referenceDate, minAge, maxAge, state, true, 1);
    }

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
     */
    record Keep(int observations, int procedures, int notes, int encounters) {}
}

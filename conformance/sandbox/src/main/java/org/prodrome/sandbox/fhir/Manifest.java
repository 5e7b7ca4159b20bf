package org.prodrome.sandbox.fhir;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data set's table of contents, {@code manifest.json}.
 *
 * @param referenceDate the day on which the data set's "today" was
 * @param shared files whose resources belong to no one patient, such as practitioners
 */
record Manifest(
        LocalDate referenceDate,
        @Nullable List<Entry> patients,
        @Nullable List<String> shared) {

    record Entry(
            String file, @Nullable String title, @Nullable List<String> cases) {}

    List<Entry> entries() {
        return patients == null ? List.of() : patients;
    }

    List<String> sharedFiles() {
        return shared == null ? List.of() : shared;
    }
}

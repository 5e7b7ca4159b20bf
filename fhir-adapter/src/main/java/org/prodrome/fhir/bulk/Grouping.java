package org.prodrome.fhir.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether all files of an export have the patients in the same order, each patient's lines in one run. A de-identification
 * report says so; without one, the files are read once to find out.
 */
final class Grouping {
    private static final String REPORT = "deidentification-report.json";

    private Grouping() {}

    static boolean isGrouped(Path directory, ExportFiles files) {
        Boolean said = saidByReport(directory.resolve(REPORT));
        return said == null ? found(files) : said;
    }

    private static @Nullable Boolean saidByReport(Path report) {
        try {
            var said = new ObjectMapper().readTree(Files.readAllBytes(report)).path("groupedByPatient");
            return said.isBoolean() ? said.booleanValue() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean found(ExportFiles files) {
        Map<String, Integer> places = places(files);
        return PatientTypes.of(files).parallelStream().allMatch(type -> inOrder(type, files, places));
    }

    private static Map<String, Integer> places(ExportFiles files) {
        var places = new HashMap<String, Integer>();
        try (var patients = new TypeCursor("Patient", files.of("Patient"), new Problems())) {
            for (SourceLine line = patients.head(); line != null; line = patients.head()) {
                places.putIfAbsent(line.subject(), places.size());
                patients.advance();
            }
        }
        return places;
    }

    private static boolean inOrder(String type, ExportFiles files, Map<String, Integer> places) {
        int place = 0;
        try (var lines = new TypeCursor(type, files.of(type), new Problems())) {
            for (SourceLine line = lines.head(); line != null; line = lines.head()) {
                int next = places.getOrDefault(line.subject(), -1);
                if (next < place) {
                    return false;
                }
                place = next;
                lines.advance();
            }
        }
        return true;
    }
}

package org.prodrome.fhir.mapping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.prodrome.fhir.record.FhirAdapterException;

/** The rows of a data file of this package: columns by tab, {@code #} starts a line that says source and date. */
final class Rows {
    private Rows() {}

    static List<List<String>> of(String file, int columns) {
        try (InputStream in = Rows.class.getResourceAsStream(file)) {
            if (in == null) {
                throw unusable(file, "it is missing");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> columns(file, line, columns))
                    .toList();
        } catch (IOException e) {
            throw new FhirAdapterException.DataFileUnusable(file + ": expected to read it", e);
        }
    }

    static FhirAdapterException unusable(String file, String why) {
        return new FhirAdapterException.DataFileUnusable(file + ": " + why, null);
    }

    private static List<String> columns(String file, String line, int columns) {
        List<String> row = List.of(line.split("\t", -1));
        if (row.size() != columns || row.getFirst().isBlank()) {
            throw unusable(file, "expected " + columns + " columns, got " + row.size());
        }
        return row;
    }
}

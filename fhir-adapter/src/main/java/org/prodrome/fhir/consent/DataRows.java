package org.prodrome.fhir.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.prodrome.fhir.record.FhirAdapterException;

/** The rows of this package's data files. */
final class DataRows {
    private DataRows() {}

    static List<String[]> of(String file, int columns) {
        try (InputStream in = DataRows.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FhirAdapterException.DataFileUnusable(file + ": it is missing", null);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> row(file, line, columns))
                    .toList();
        } catch (IOException e) {
            throw new FhirAdapterException.DataFileUnusable(file + ": expected to read it", e);
        }
    }

    private static String[] row(String file, String line, int columns) {
        String[] row = line.split("\t", -1);
        if (row.length != columns) {
            throw new FhirAdapterException.DataFileUnusable(
                    file + ": expected " + columns + " columns, got " + row.length, null);
        }
        return row;
    }
}

package org.prodrome.fhir.writeback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.fhir.record.FhirAdapterException;

/** A tab-separated data file of this package: comments, then a line of column names, then rows. */
record DataTable(String file, List<Map<String, String>> rows) {
    DataTable {
        rows = List.copyOf(rows);
    }

    static DataTable load(String file) {
        try (InputStream in = DataTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw unusable(file, "it is missing");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return read(
                    file,
                    reader.lines()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .toList());
        } catch (IOException e) {
            throw new FhirAdapterException.DataFileUnusable(file + ": expected to read it", e);
        }
    }

    static DataTable read(String file, List<String> lines) {
        if (lines.isEmpty()) {
            throw unusable(file, "expected a line of column names, got none");
        }
        List<String> columns = Arrays.asList(lines.getFirst().split("\t", -1));
        return new DataTable(
                file,
                lines.stream().skip(1).map(line -> row(file, columns, line)).toList());
    }

    private static Map<String, String> row(String file, List<String> columns, String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != columns.size()) {
            throw unusable(file, "expected " + columns.size() + " columns, got " + cells.length);
        }
        var row = new HashMap<String, String>();
        for (int i = 0; i < cells.length; i++) {
            row.put(columns.get(i), cells[i].strip());
        }
        return Map.copyOf(row);
    }

    /** A cell that must be there. */
    String cell(Map<String, String> row, String column) {
        String cell = row.getOrDefault(column, "");
        if (cell.isEmpty()) {
            throw unusable(file, "expected a value in column " + column + ", got none");
        }
        return cell;
    }

    static FhirAdapterException unusable(String file, String why) {
        return new FhirAdapterException.DataFileUnusable(file + ": " + why, null);
    }
}

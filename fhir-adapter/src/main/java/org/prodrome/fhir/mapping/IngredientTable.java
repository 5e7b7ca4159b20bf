package org.prodrome.fhir.mapping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * RxNorm product code to ingredient codes, from the files {@code rxnorm-ingredients.tsv} (code, name) and {@code
 * rxnorm-products.tsv} (code, ingredient codes, name), each with its source and date in the head.
 */
record IngredientTable(Map<String, List<Coding>> byCode) {
    IngredientTable {
        byCode = Map.copyOf(byCode);
    }

    static IngredientTable load() {
        var byCode = new HashMap<String, List<Coding>>();
        for (String[] row : rows("rxnorm-ingredients.tsv", 2)) {
            byCode.put(row[0], List.of(new Coding(Coding.RXNORM, row[0], row[1])));
        }
        var ingredients = Map.copyOf(byCode);
        for (String[] row : rows("rxnorm-products.tsv", 3)) {
            byCode.put(row[0], ingredientsOf(row, ingredients));
        }
        return new IngredientTable(byCode);
    }

    /** Empty for a code the table does not know. */
    List<Coding> ingredients(String code) {
        return byCode.getOrDefault(code, List.of());
    }

    private static List<Coding> ingredientsOf(String[] row, Map<String, List<Coding>> ingredients) {
        return Arrays.stream(row[1].split(","))
                .map(code -> {
                    List<Coding> known = ingredients.get(code);
                    if (known == null) {
                        throw unusable(
                                "rxnorm-products.tsv",
                                "row " + row[0] + " names ingredient " + code + ", which rxnorm-ingredients.tsv lacks");
                    }
                    return known.getFirst();
                })
                .toList();
    }

    private static List<String[]> rows(String file, int columns) {
        try (InputStream in = IngredientTable.class.getResourceAsStream(file)) {
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

    private static String[] columns(String file, String line, int columns) {
        String[] row = line.split("\t", -1);
        if (row.length != columns || row[0].isBlank()) {
            throw unusable(file, "expected " + columns + " columns, got " + row.length);
        }
        return row;
    }

    private static FhirAdapterException unusable(String file, String why) {
        return new FhirAdapterException.DataFileUnusable(file + ": " + why, null);
    }
}

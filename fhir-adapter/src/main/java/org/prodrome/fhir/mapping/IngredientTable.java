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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * RxNorm codes to ingredients, from the files {@code rxnorm-ingredients.tsv} (code, name), {@code
 * rxnorm-precise-ingredients.tsv} (code of a salt or the like, its ingredient's code, name) and {@code rxnorm-products.tsv}
 * (code, ingredient codes, name), each with its source and date in the head.
 *
 * @param byIngredient an ingredient's own code, or that of its salt, to the ingredient
 * @param byProduct a product's code to all its ingredients
 */
record IngredientTable(Map<String, Coding> byIngredient, Map<String, List<Coding>> byProduct) {
    private static final String INGREDIENTS = "rxnorm-ingredients.tsv";
    private static final String PRECISE = "rxnorm-precise-ingredients.tsv";
    private static final String PRODUCTS = "rxnorm-products.tsv";

    IngredientTable {
        byIngredient = Map.copyOf(byIngredient);
        byProduct = Map.copyOf(byProduct);
    }

    static IngredientTable load() {
        var bases = new HashMap<String, Coding>();
        for (String[] row : rows(INGREDIENTS, 2)) {
            bases.put(row[0], new Coding(Coding.RXNORM, row[0], row[1]));
        }
        var byIngredient = new HashMap<>(bases);
        for (String[] row : rows(PRECISE, 3)) {
            byIngredient.put(row[0], named(PRECISE, row, row[1], bases));
        }
        var byProduct = new HashMap<String, List<Coding>>();
        for (String[] row : rows(PRODUCTS, 3)) {
            byProduct.put(
                    row[0],
                    Arrays.stream(row[1].split(","))
                            .map(code -> named(PRODUCTS, row, code, bases))
                            .toList());
        }
        return new IngredientTable(byIngredient, byProduct);
    }

    /** The ingredient an ingredient's or a salt's code stands for; empty for a code the table does not know as one. */
    Optional<Coding> ingredient(String code) {
        @Nullable Coding known = byIngredient.get(code);
        return Optional.ofNullable(known);
    }

    /** All ingredients of a product; empty for a code the table does not know as a product. */
    List<Coding> product(String code) {
        return byProduct.getOrDefault(code, List.of());
    }

    private static Coding named(String file, String[] row, String code, Map<String, Coding> bases) {
        Coding known = bases.get(code);
        if (known == null) {
            throw unusable(file, "row " + row[0] + " names ingredient " + code + ", which " + INGREDIENTS + " lacks");
        }
        return known;
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

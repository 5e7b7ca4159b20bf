package org.prodrome.fhir.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Coding;

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
        for (List<String> row : Rows.of(INGREDIENTS, 2)) {
            bases.put(row.get(0), new Coding(Coding.RXNORM, row.get(0), row.get(1)));
        }
        var byIngredient = new HashMap<>(bases);
        for (List<String> row : Rows.of(PRECISE, 3)) {
            byIngredient.put(row.get(0), named(PRECISE, row, row.get(1), bases));
        }
        var byProduct = new HashMap<String, List<Coding>>();
        for (List<String> row : Rows.of(PRODUCTS, 3)) {
            byProduct.put(
                    row.get(0),
                    Arrays.stream(row.get(1).split(","))
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

    private static Coding named(String file, List<String> row, String code, Map<String, Coding> bases) {
        Coding known = bases.get(code);
        if (known == null) {
            throw Rows.unusable(
                    file, "row " + row.get(0) + " names ingredient " + code + ", which " + INGREDIENTS + " lacks");
        }
        return known;
    }
}

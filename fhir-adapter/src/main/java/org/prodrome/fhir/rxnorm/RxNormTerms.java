package org.prodrome.fhir.rxnorm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * The term types and relations that are read, from {@code rxnorm-terms.tsv}.
 *
 * @param terms by TTY
 * @param relations by RELA: whether a product without this part is not known
 */
record RxNormTerms(Map<String, Term> terms, Map<String, Boolean> relations) {
    private static final String FILE = "rxnorm-terms.tsv";

    /** What a term type names. */
    enum Term {
        INGREDIENT,
        SALT,
        BRAND,
        PRODUCT
    }

    RxNormTerms {
        terms = Map.copyOf(terms);
        relations = Map.copyOf(relations);
    }

    static RxNormTerms load() {
        var terms = new HashMap<String, Term>();
        var relations = new HashMap<String, Boolean>();
        try (InputStream in = RxNormTerms.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw unusable("it is missing", null);
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(row -> add(row, terms, relations));
        } catch (IOException e) {
            throw unusable("expected to read it", e);
        }
        return new RxNormTerms(terms, relations);
    }

    private static void add(String[] row, Map<String, Term> terms, Map<String, Boolean> relations) {
        switch (row.length == 3 ? row[0] + " " + row[2] : "") {
            case "term ingredient" -> terms.put(row[1], Term.INGREDIENT);
            case "term salt" -> terms.put(row[1], Term.SALT);
            case "term brand" -> terms.put(row[1], Term.BRAND);
            case "term product" -> terms.put(row[1], Term.PRODUCT);
            case "relation part" -> relations.put(row[1], true);
            case "relation more" -> relations.put(row[1], false);
            default -> throw unusable("expected kind, name and meaning in each row", null);
        }
    }

    private static FhirAdapterException unusable(String why, @Nullable Throwable cause) {
        return new FhirAdapterException.DataFileUnusable(FILE + ": " + why, cause);
    }
}

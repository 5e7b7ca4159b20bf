package org.prodrome.fhir.rxnorm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * What products consist of, by a site's own RxNorm release (RRF). Immutable; a few tens of megabytes for a full release, however
 * large its files.
 *
 * <p>A code that was retired for another one is followed to it. A salt or an ester counts as its ingredient.
 */
public final class RxNormRelease {
    private final Map<Integer, String> names;
    private final IntPairs ingredients;
    private final Set<Integer> bare;
    private final IntPairs successors;
    private final NdcTable ndcs;

    RxNormRelease(
            Map<Integer, String> names, IntPairs ingredients, Set<Integer> bare, IntPairs successors, NdcTable ndcs) {
        this.names = Map.copyOf(names);
        this.ingredients = ingredients;
        this.bare = Set.copyOf(bare);
        this.successors = successors;
        this.ndcs = ndcs;
    }

    /**
     * Reads a release; takes seconds.
     *
     * @param release directory or zip with {@code RXNCONSO.RRF} and {@code RXNREL.RRF}; {@code RXNSAT.RRF} for NDCs, {@code
     *     RXNATOMARCHIVE.RRF} and {@code RXNCUI.RRF} for retired codes, where they are there
     * @throws FhirAdapterException.DataFileUnusable where it is not there or not in this form
     */
    public static RxNormRelease read(Path release) {
        return new RxNormReader(new RrfSource(release)).read();
    }

    /** How many codes have known ingredients. */
    public int size() {
        return ingredients.firsts().length;
    }

    /** The ingredient that a code of an ingredient or of its salt stands for; empty for products and unknown codes. */
    public Optional<Coding> ingredient(String rxcui) {
        int code = current(number(rxcui));
        int[] found = ingredients.of(code);
        return bare.contains(code) && found.length == 1 ? Optional.of(coding(found[0])) : Optional.empty();
    }

    /** The ingredients of a product, brand, combination or pack; empty for a bare ingredient and for unknown codes. */
    public List<Coding> product(String rxcui) {
        int code = current(number(rxcui));
        return bare.contains(code) ? List.of() : ingredients(code);
    }

    /** The ingredients of a product by its National Drug Code: eleven digits, or ten with hyphens. */
    public List<Coding> productOfNdc(String ndc) {
        return ingredients(ndcs.product(Ndc.of(ndc)));
    }

    private List<Coding> ingredients(int code) {
        var found = new ArrayList<Coding>();
        for (int ingredient : ingredients.of(current(code))) {
            found.add(coding(ingredient));
        }
        return List.copyOf(found);
    }

    /** The code itself while it is in use, else its successor. */
    private int current(int code) {
        int now = code;
        for (int step = 0; step < 8 && ingredients.of(now).length == 0; step++) {
            int[] next = successors.of(now);
            if (next.length != 1) {
                return now;
            }
            now = next[0];
        }
        return now;
    }

    private Coding coding(int ingredient) {
        return new Coding(Coding.RXNORM, Integer.toString(ingredient), names.get(ingredient));
    }

    private static int number(String code) {
        try {
            return Math.max(0, Integer.parseInt(code.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

package org.prodrome.fhir.rxnorm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.rxnorm.RxNormTerms.Term;

/**
 * Reads the files of a release row by row; what is kept is numbers, but for the ingredients' names. Columns as in the RxNorm
 * technical documentation. One use, one thread.
 */
final class RxNormReader {
    private static final String RXNORM = "RXNORM";

    private final RrfSource source;
    private final RxNormTerms terms = RxNormTerms.load();
    private final Map<Integer, Term> kinds = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final IntPairs parts = new IntPairs();
    private final IntPairs more = new IntPairs();
    private final IntPairs successors = new IntPairs();
    private final NdcTable ndcs = new NdcTable();

    RxNormReader(RrfSource source) {
        this.source = source;
    }

    RxNormRelease read() {
        require("RXNCONSO.RRF", source.rows("RXNCONSO.RRF", 17, this::concept));
        require("RXNREL.RRF", source.rows("RXNREL.RRF", 11, this::relation));
        source.rows("RXNSAT.RRF", 11, this::attribute);
        source.rows("RXNATOMARCHIVE.RRF", 16, row -> successor(row[12], row[15]));
        source.rows("RXNCUI.RRF", 5, row -> {
            if (row[3].equals("1")) {
                successor(row[0], row[4]);
            }
        });
        if (names.isEmpty()) {
            throw new FhirAdapterException.DataFileUnusable(
                    "RxNorm release, RXNCONSO.RRF: expected ingredients (SAB RXNORM, TTY IN), found none", null);
        }
        return resolved();
    }

    private static void require(String file, boolean found) {
        if (!found) {
            throw new FhirAdapterException.DataFileUnusable("RxNorm release: expected " + file + " in it", null);
        }
    }

    private void concept(String[] row) {
        Term term = row[11].equals(RXNORM) ? terms.terms().get(row[12]) : null;
        int code = number(row[0]);
        if (term == null || code == 0) {
            return;
        }
        kinds.merge(code, term, (one, other) -> one.compareTo(other) <= 0 ? one : other);
        if (term == Term.INGREDIENT) {
            names.put(code, row[14]);
        }
    }

    private void relation(String[] row) {
        Boolean isPart = row[10].equals(RXNORM) ? terms.relations().get(row[7]) : null;
        int product = number(row[4]);
        int part = number(row[0]);
        if (isPart == null || !kinds.containsKey(product) || part == 0) {
            return;
        }
        (isPart && kinds.get(part) != Term.BRAND ? parts : more).add(product, part);
    }

    private void attribute(String[] row) {
        if (row[8].equals("NDC") && row[9].equals(RXNORM)) {
            long ndc = Ndc.of(row[10]);
            int product = number(row[0]);
            if (ndc >= 0 && product != 0) {
                ndcs.add(ndc, product);
            }
        }
    }

    private void successor(String retired, String code) {
        int from = number(retired);
        int to = number(code);
        if (from != 0 && to != 0 && from != to) {
            successors.add(from, to);
        }
    }

    private RxNormRelease resolved() {
        var closure = new Closure(parts.sorted(), more.sorted());
        var ingredients = new IntPairs();
        var bare = new HashSet<Integer>();
        kinds.forEach((code, term) -> {
            closure.of(code).forEach(ingredient -> ingredients.add(code, ingredient));
            if (term == Term.INGREDIENT || term == Term.SALT) {
                bare.add(code);
            }
        });
        return new RxNormRelease(names, ingredients.sorted(), bare, successors.sorted(), ndcs.sorted());
    }

    private static int number(String code) {
        try {
            return code.isEmpty() ? 0 : Math.max(0, Integer.parseInt(code));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Follows relations down to ingredients; a product of which a part is not known is not known. */
    private final class Closure {
        private final IntPairs known;
        private final IntPairs added;
        private final Map<Integer, Set<Integer>> done = new HashMap<>();
        private final Set<Integer> open = new HashSet<>();

        Closure(IntPairs known, IntPairs added) {
            this.known = known;
            this.added = added;
        }

        Set<Integer> of(int code) {
            if (kinds.get(code) == Term.INGREDIENT) {
                return Set.of(code);
            }
            Set<Integer> before = done.get(code);
            if (before != null || !open.add(code)) {
                return before == null ? Set.of() : before;
            }
            Set<Integer> found = found(code);
            open.remove(code);
            done.put(code, found);
            return found;
        }

        private Set<Integer> found(int code) {
            var found = new HashSet<Integer>();
            for (int part : known.of(code)) {
                Set<Integer> ofPart = of(part);
                if (ofPart.isEmpty()) {
                    return Set.of();
                }
                found.addAll(ofPart);
            }
            for (int another : added.of(code)) {
                found.addAll(of(another));
            }
            return Set.copyOf(found);
        }
    }
}

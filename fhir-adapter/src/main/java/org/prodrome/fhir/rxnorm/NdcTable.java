package org.prodrome.fhir.rxnorm;

import java.util.Arrays;

/** National Drug Codes to RxNorm codes, sixteen bytes each; a code that names two products names none. */
final class NdcTable {
    private long[] ndcs = new long[1024];
    private int[] products = new int[1024];
    private int size;

    void add(long ndc, int product) {
        if (size == ndcs.length) {
            ndcs = Arrays.copyOf(ndcs, size * 2);
            products = Arrays.copyOf(products, size * 2);
        }
        ndcs[size] = ndc;
        products[size++] = product;
    }

    NdcTable sorted() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, java.util.Comparator.comparingLong(i -> ndcs[i]));
        var sorted = new NdcTable();
        for (int i : order) {
            if (sorted.size == 0 || sorted.ndcs[sorted.size - 1] != ndcs[i]) {
                sorted.add(ndcs[i], products[i]);
            } else if (sorted.products[sorted.size - 1] != products[i]) {
                sorted.products[sorted.size - 1] = 0;
            }
        }
        return sorted;
    }

    /** The product's RxNorm code; 0 where there is none. */
    int product(long ndc) {
        int at = Arrays.binarySearch(ndcs, 0, size, ndc);
        return at >= 0 ? products[at] : 0;
    }
}

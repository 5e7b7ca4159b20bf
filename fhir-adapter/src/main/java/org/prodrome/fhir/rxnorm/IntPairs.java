package org.prodrome.fhir.rxnorm;

import java.util.Arrays;

/** Pairs of numbers, eight bytes each, in the order of the first one once they are sorted. Not thread-safe while it grows. */
final class IntPairs {
    private long[] pairs = new long[1024];
    private int size;

    /** Both must not be negative. */
    void add(int first, int second) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size * 2);
        }
        pairs[size++] = (long) first << Integer.SIZE | second;
    }

    /** Sorted, each pair once. */
    IntPairs sorted() {
        Arrays.sort(pairs, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || pairs[i] != pairs[kept - 1]) {
                pairs[kept++] = pairs[i];
            }
        }
        size = kept;
        pairs = Arrays.copyOf(pairs, Math.max(size, 1));
        return this;
    }

    /** What stands beside a first number, in ascending order; empty where it is not there. */
    int[] of(int first) {
        int from = position((long) first << Integer.SIZE);
        int to = from;
        while (to < size && (int) (pairs[to] >>> Integer.SIZE) == first) {
            to++;
        }
        int[] found = new int[to - from];
        for (int i = from; i < to; i++) {
            found[i - from] = (int) pairs[i];
        }
        return found;
    }

    /** The first number of each pair, each once. */
    int[] firsts() {
        return Arrays.stream(pairs, 0, size)
                .mapToInt(pair -> (int) (pair >>> Integer.SIZE))
                .distinct()
                .toArray();
    }

    private int position(long key) {
        int at = Arrays.binarySearch(pairs, 0, size, key);
        return at >= 0 ? at : -at - 1;
    }
}

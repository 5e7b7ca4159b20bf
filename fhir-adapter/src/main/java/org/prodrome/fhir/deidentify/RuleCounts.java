package org.prodrome.fhir.deidentify;

/** How many values each rule decided. For one thread; added up at the end. */
final class RuleCounts {
    private final long[] counts;

    RuleCounts(int rules) {
        this.counts = new long[rules];
    }

    void count(int rule) {
        counts[rule]++;
    }

    synchronized void addAll(RuleCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    long of(int rule) {
        return counts[rule];
    }
}

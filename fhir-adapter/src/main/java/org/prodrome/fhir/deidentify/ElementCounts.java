package org.prodrome.fhir.deidentify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many values of each element were kept, changed or not, and how many were dropped. For one thread; added up at the end. */
final class ElementCounts {
    private final Map<String, long[]> counts = new TreeMap<>();

    void count(Element element, boolean kept) {
        add(element.path(), kept ? 1 : 0, kept ? 0 : 1);
    }

    void addAll(ElementCounts other) {
        other.counts.forEach((path, counted) -> add(path, counted[0], counted[1]));
    }

    /** What is counted, by path. */
    List<DeidentificationReport.ElementCount> all() {
        return counts.entrySet().stream()
                .map(one -> new DeidentificationReport.ElementCount(one.getKey(), one.getValue()[0], one.getValue()[1]))
                .toList();
    }

    private void add(String path, long kept, long dropped) {
        long[] counted = counts.computeIfAbsent(path, unseen -> new long[2]);
        counted[0] += kept;
        counted[1] += dropped;
    }
}

package org.prodrome.cohort.recode;

import java.util.Map;
import java.util.TreeMap;

/** What was replaced, by element, and what could not be, by code. For one thread. */
final class RecodeCounts {
    private final Map<String, long[]> byElement = new TreeMap<>();
    private final Map<String, Long> unmapped = new TreeMap<>();

    void count(String element, String code, boolean isMapped) {
        byElement.computeIfAbsent(element, unseen -> new long[2])[isMapped ? 0 : 1]++;
        if (!isMapped) {
            unmapped.merge(code, 1L, Long::sum);
        }
    }

    long mapped() {
        return byElement.values().stream().mapToLong(both -> both[0]).sum();
    }

    long leftAsText() {
        return byElement.values().stream().mapToLong(both -> both[1]).sum();
    }

    Map<String, Long> unmapped() {
        return unmapped;
    }

    /** By element: how many codes were replaced, how many are words alone now. */
    Map<String, Element> elements() {
        Map<String, Element> elements = new TreeMap<>();
        byElement.forEach((element, both) -> elements.put(element, new Element(both[0], both[1])));
        return elements;
    }

    record Element(long mapped, long leftAsText) {}
}

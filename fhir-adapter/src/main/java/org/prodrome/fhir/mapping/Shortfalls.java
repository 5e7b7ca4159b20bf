package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.prodrome.fhir.record.Gap;

/** The shortfalls of one record, counted. One thread. */
final class Shortfalls {
    private final Map<Shortfall, Integer> counts = new TreeMap<>();

    void add(Shortfall shortfall) {
        counts.merge(shortfall, 1, Integer::sum);
    }

    void unreadable(String part, String what) {
        add(new Shortfall(part, Gap.Reason.UNREADABLE, what));
    }

    /**
     * The gaps of reading, with those of mapping. What an earlier mapping of the same resources found is told anew; what
     * reading itself told of a part (why it did not come) is not told twice.
     */
    List<Gap> with(List<Gap> gaps) {
        List<Gap> told = gaps.stream()
                .filter(gap -> counts.keySet().stream().noneMatch(shortfall -> shortfall.isSaidBy(gap)))
                .toList();
        var all = new ArrayList<>(told);
        counts.forEach((shortfall, count) -> {
            if (!isTold(shortfall, told)) {
                all.add(shortfall.times(count));
            }
        });
        return all;
    }

    private static boolean isTold(Shortfall shortfall, List<Gap> gaps) {
        return shortfall.reason() == Gap.Reason.NOT_SUPPLIED
                && gaps.stream().anyMatch(gap -> gap.part().equals(shortfall.part()));
    }
}

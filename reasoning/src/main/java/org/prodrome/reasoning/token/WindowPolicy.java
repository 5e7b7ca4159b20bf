package org.prodrome.reasoning.token;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tokens a long record keeps.
 *
 * <p>Up to half of the places are reserved: for the first of each diagnosis and the last value of each analyte, newest first. A
 * further eighth goes to the lowest and the highest value of each analyte, the most telling analytes first. The rest goes by worth:
 * the {@code n}-th newest event of a concept is worth {@code (floor + salience) / sqrt(n + 1)}, so that what tells of the outcomes
 * keeps a long course, and refills and routine visits don't crowd out the rare.
 */
final class WindowPolicy {

    /** Worth of a concept that tells nothing of the outcomes: its newest event is worth a telling one's about 40th. */
    private static final double FLOOR = 0.15;

    private WindowPolicy() {}

    /** At most {@code places} candidates, oldest first. */
    static List<Candidate> choose(List<Candidate> all, int places) {
        if (all.size() <= places) {
            return all.stream().sorted(Candidate.OLDEST_FIRST).toList();
        }
        Set<Candidate> kept = new LinkedHashSet<>();
        fill(kept, firstDiagnosesAndLastValues(all), places / 2);
        fill(kept, extremes(all), places * 5 / 8);
        fill(kept, byWorth(all), places);
        return kept.stream().sorted(Candidate.OLDEST_FIRST).toList();
    }

    private static void fill(Set<Candidate> kept, Stream<Candidate> more, int limit) {
        more.filter(candidate -> !kept.contains(candidate))
                .limit(Math.max(0, limit - kept.size()))
                .toList()
                .forEach(kept::add);
    }

    private static Stream<Candidate> firstDiagnosesAndLastValues(List<Candidate> all) {
        Collection<Candidate> first = perCode(all, Candidate::diagnosis, BinaryOperator.minBy(Candidate.OLDEST_FIRST));
        Collection<Candidate> last = perCode(all, Candidate::hasValue, BinaryOperator.minBy(Candidate.NEWEST_FIRST));
        return Stream.concat(first.stream(), last.stream()).distinct().sorted(Candidate.NEWEST_FIRST);
    }

    private static Stream<Candidate> extremes(List<Candidate> all) {
        Comparator<Candidate> byValue =
                Comparator.comparingDouble(Candidate::value).thenComparing(Candidate.NEWEST_FIRST);
        Collection<Candidate> lowest = perCode(all, Candidate::hasValue, BinaryOperator.minBy(byValue));
        Collection<Candidate> highest = perCode(all, Candidate::hasValue, BinaryOperator.maxBy(byValue));
        return Stream.concat(lowest.stream(), highest.stream())
                .distinct()
                .sorted(Comparator.comparingDouble((Candidate c) -> -c.salience())
                        .thenComparing(Candidate.NEWEST_FIRST));
    }

    private static Collection<Candidate> perCode(
            List<Candidate> all, Predicate<Candidate> which, BinaryOperator<Candidate> pick) {
        return all.stream()
                .filter(which)
                .collect(Collectors.toMap(Candidate::code, c -> c, pick))
                .values();
    }

    private static Stream<Candidate> byWorth(List<Candidate> all) {
        record Worth(Candidate candidate, double worth) {}
        Map<Integer, Integer> newer = new HashMap<>();
        List<Worth> worths = new ArrayList<>();
        for (Candidate candidate : all.stream().sorted(Candidate.NEWEST_FIRST).toList()) {
            int rank = newer.merge(candidate.code(), 1, Integer::sum);
            worths.add(new Worth(candidate, (FLOOR + candidate.salience()) / Math.sqrt(rank)));
        }
        return worths.stream()
                .sorted(Comparator.comparingDouble((Worth w) -> -w.worth())
                        .thenComparing(Worth::candidate, Candidate.NEWEST_FIRST))
                .map(Worth::candidate);
    }
}

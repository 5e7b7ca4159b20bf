package org.prodrome.reasoning.token;

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
 * <p>Up to three quarters of the places are reserved, in this order: the first of each diagnosis and the last value of
 * each analyte; the lowest and the highest value of each analyte. The rest is recent: at first at most six of each
 * concept, so that refills and routine visits don't crowd out the rare; then whatever is newest.
 */
final class WindowPolicy {

    private static final int MOST_OF_ONE_CONCEPT = 6;

    private WindowPolicy() {}

    /** At most {@code places} candidates, oldest first. */
    static List<Candidate> choose(List<Candidate> all, int places) {
        if (all.size() <= places) {
            return all.stream().sorted(Candidate.OLDEST_FIRST).toList();
        }
        Set<Candidate> kept = new LinkedHashSet<>();
        int reserved = places * 3 / 4;
        fill(kept, firstDiagnosesAndLastValues(all), reserved);
        fill(kept, extremes(all), reserved);
        List<Candidate> newest = all.stream().sorted(Candidate.NEWEST_FIRST).toList();
        fill(kept, varied(newest), places);
        fill(kept, newest.stream(), places);
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
        return Stream.concat(lowest.stream(), highest.stream()).distinct().sorted(Candidate.NEWEST_FIRST);
    }

    private static Collection<Candidate> perCode(
            List<Candidate> all, Predicate<Candidate> which, BinaryOperator<Candidate> pick) {
        return all.stream()
                .filter(which)
                .collect(Collectors.toMap(Candidate::code, c -> c, pick))
                .values();
    }

    private static Stream<Candidate> varied(List<Candidate> newest) {
        Map<Integer, Integer> taken = new HashMap<>();
        return newest.stream()
                .filter(candidate -> taken.merge(candidate.code(), 1, Integer::sum) <= MOST_OF_ONE_CONCEPT)
                .toList()
                .stream();
    }
}

package org.prodrome.fhir.prefetch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.fhir.search.EarlierRecord;

/**
 * What a hook brought, put over what was read a while earlier.
 *
 * <p>What came now counts. Of a type that came whole, nothing earlier is taken; of a type that came by a narrower query,
 * only what that query would not have found; of a list of results cut short, only what is older than its end. So a resource that was deleted or changed since does not come back as it was, as far
 * as the hook asked for its like.
 */
final class Overlay {
    private final PrefetchKeys keys;
    private final List<Resource> now;
    private final List<Gap> gaps;
    private final Set<String> settled = new HashSet<>();
    private final Set<String> present = new HashSet<>();
    private final Map<String, Optional<Date>> oldestResults = new HashMap<>();

    /**
     * @param gaps what did not come, what was not asked for among it
     * @param whole types that were just read whole from the server
     */
    Overlay(PrefetchKeys keys, List<Resource> now, List<Gap> gaps, Set<String> whole) {
        this.keys = keys;
        this.now = now;
        this.gaps = gaps;
        now.forEach(resource -> present.add(reference(resource)));
        keys.typeByKey().values().stream()
                .distinct()
                .filter(type -> complete(type) && (whole.contains(type) || keys.bringsAll(type)))
                .forEach(settled::add);
    }

    /** What there is and what is missing, both together. */
    record Both(List<Resource> resources, List<Gap> gaps) {}

    Both over(EarlierRecord earlier) {
        List<Resource> all = new ArrayList<>(now);
        ParsedResources.open(earlier.resources()).resources().stream()
                .filter(this::stillCounts)
                .forEach(all::add);
        List<Gap> missing = Stream.concat(
                        gaps.stream().filter(gap -> settled.contains(type(gap)) || !earlier.hasAll(type(gap))),
                        earlier.gaps().stream().filter(gap -> !settled.contains(type(gap))))
                .distinct()
                .toList();
        return new Both(all, missing);
    }

    private boolean stillCounts(Resource resource) {
        String type = resource.fhirType();
        if (settled.contains(type) || present.contains(reference(resource))) {
            return false;
        }
        return keys.keys(type).stream().noneMatch(key -> wouldHaveCome(key, resource));
    }

    private boolean wouldHaveCome(String key, Resource resource) {
        if (!isAskedFor(key, resource)) {
            return false;
        }
        String part = keys.part(key);
        if (complete(part)) {
            return true;
        }
        boolean cutShort =
                gaps.stream().anyMatch(gap -> gap.part().equals(part) && gap.reason() == Gap.Reason.TRUNCATED);
        return cutShort && resource instanceof Observation result && !isOlder(key, result);
    }

    private boolean isAskedFor(String key, Resource resource) {
        String narrowing = keys.narrowings().get(key);
        return narrowing == null || Narrowing.mayFind(narrowing, resource);
    }

    /** The newest come first: what is newer than the oldest of those that this key brought would have come. */
    private boolean isOlder(String key, Observation result) {
        Date oldest = oldestResults.computeIfAbsent(key, this::oldestResult).orElse(null);
        return oldest == null || date(result).map(day -> day.before(oldest)).orElse(true);
    }

    private Optional<Date> oldestResult(String key) {
        return now.stream()
                .filter(Observation.class::isInstance)
                .filter(result -> isAskedFor(key, result))
                .map(result -> date((Observation) result))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Date> date(Observation result) {
        return result.getEffective() instanceof BaseDateTimeType time && time.hasValue()
                ? Optional.of(time.getValue())
                : Optional.empty();
    }

    /** Whether what was asked for of a part came; what was not asked for is no matter here. */
    private boolean complete(String part) {
        return gaps.stream()
                .filter(gap -> !keys.unasked().contains(gap))
                .noneMatch(gap -> gap.part().equals(part));
    }

    private static String type(Gap gap) {
        return PrefetchKeys.typeOf(gap.part());
    }

    private static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}

package org.prodrome.fhir.prefetch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
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
    private final @Nullable Date oldestResult;

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
                .filter(type -> complete(type)
                        && (whole.contains(type) || !keys.narrowings().containsKey(type)))
                .forEach(settled::add);
        this.oldestResult = now.stream()
                .filter(Observation.class::isInstance)
                .map(resource -> date((Observation) resource))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(null);
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
        String narrowing = keys.narrowings().get(type);
        if (!keys.typeByKey().containsValue(type)) {
            return true;
        }
        if (complete(type)) {
            return narrowing != null && !Narrowing.mayFind(narrowing, resource);
        }
        boolean cutShort =
                gaps.stream().anyMatch(gap -> gap.part().equals(type) && gap.reason() == Gap.Reason.TRUNCATED);
        return !cutShort
                || !(resource instanceof Observation result)
                || narrowing != null && !Narrowing.mayFind(narrowing, result)
                || isOlder(result);
    }

    /** The newest come first: what is newer than the oldest of them would have come. */
    private boolean isOlder(Observation result) {
        return oldestResult == null
                || date(result).map(day -> day.before(oldestResult)).orElse(true);
    }

    private static Optional<Date> date(Observation result) {
        return result.getEffective() instanceof BaseDateTimeType time && time.hasValue()
                ? Optional.of(time.getValue())
                : Optional.empty();
    }

    private boolean complete(String type) {
        return gaps.stream().noneMatch(gap -> gap.part().equals(type));
    }

    private static String type(Gap gap) {
        return gap.part().split("\\.", 2)[0];
    }

    private static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}

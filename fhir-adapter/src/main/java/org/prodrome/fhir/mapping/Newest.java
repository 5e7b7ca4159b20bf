package org.prodrome.fhir.mapping;

import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.resources.FhirJson;

/**
 * Each resource once. A page may shift while it is read, so that one comes twice and in two versions: the newest counts,
 * by {@code lastUpdated}, then by version, and never by which came first.
 */
final class Newest {
    private static final Comparator<Resource> AGE = Comparator.comparing(
                    Newest::updated, Comparator.nullsFirst(Comparator.<Date>naturalOrder()))
            .thenComparing(Newest::version)
            .thenComparing(FhirJson::render);

    private Newest() {}

    static List<Resource> of(List<Resource> resources) {
        Map<String, Resource> newest = LinkedHashMap.newLinkedHashMap(resources.size());
        for (Resource resource : resources) {
            newest.merge(key(resource), resource, Newest::newer);
        }
        return List.copyOf(newest.values());
    }

    private static Resource newer(Resource one, Resource other) {
        return one.equals(other) || AGE.compare(one, other) >= 0 ? one : other;
    }

    /** Resources without an id are all different. */
    private static String key(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        return resource.fhirType() + "/" + (id == null ? "#" + System.identityHashCode(resource) : id);
    }

    private static @Nullable Date updated(Resource resource) {
        return resource.getMeta().getLastUpdated();
    }

    /** Versions are numbers on most servers; others compare as text. */
    private static String version(Resource resource) {
        String version = resource.getMeta().getVersionId();
        return version == null ? "" : "0".repeat(Math.max(0, 20 - version.length())) + version;
    }
}

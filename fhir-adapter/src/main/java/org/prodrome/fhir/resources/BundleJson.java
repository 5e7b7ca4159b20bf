package org.prodrome.fhir.resources;

import ca.uhn.fhir.parser.json.BaseJsonLikeArray;
import ca.uhn.fhir.parser.json.BaseJsonLikeObject;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * A Bundle's entries, each read as a document of its own: one that cannot be read does not cost the others, and none of them waits for
 * HAPI to look for references between them.
 */
final class BundleJson {
    private final BaseJsonLikeObject bundle;
    private final FhirVersion version;

    private BundleJson(BaseJsonLikeObject bundle, FhirVersion version) {
        this.bundle = bundle;
        this.version = version;
    }

    static boolean isBundle(CompactJson json) {
        return text(json.getRootObject(), "resourceType").equals("Bundle");
    }

    static Page page(CompactJson json, FhirVersion version) {
        return new BundleJson(json.getRootObject(), version).page();
    }

    private Page page() {
        List<Resource> resources = new ArrayList<>();
        Map<String, Resource> byUrn = new HashMap<>();
        List<Coding> labels = labels();
        int broken = 0;
        int matches = 0;
        for (BaseJsonLikeValue entry : items(bundle, "entry").toList()) {
            matches += isMatch(entry) ? 1 : 0;
            BaseJsonLikeValue held = member(entry, "resource");
            if (held == null && entry.isObject()) {
                continue; // an entry may tell of a resource without holding it
            }
            try {
                Resource resource = resource(held);
                labels.forEach(label -> resource.getMeta().addSecurity(label));
                resources.add(resource);
                if (isNamed(entry, resource)) {
                    byUrn.put(text(entry, "fullUrl"), resource);
                }
            } catch (FhirAdapterException.Unreadable unreadable) {
                broken++;
            }
        }
        if (!byUrn.isEmpty()) {
            resources.forEach(resource -> link(resource, byUrn));
        }
        return Page.of(resources, broken, Math.max(0, total() - matches), next());
    }

    /** Whether an entry has a name of its own, by which its id alone would not find it. */
    private static boolean isNamed(BaseJsonLikeValue entry, Resource resource) {
        String url = text(entry, "fullUrl");
        return url.startsWith("urn:")
                && !url.equals("urn:uuid:" + resource.getIdElement().getIdPart());
    }

    private static void link(Resource resource, Map<String, Resource> byUrn) {
        FhirJson.context().newTerser().getAllResourceReferences(resource).stream()
                .map(ResourceReferenceInfo::getResourceReference)
                .filter(reference ->
                        byUrn.containsKey(reference.getReferenceElement().getValue()))
                .forEach(reference -> reference.setResource(
                        byUrn.get(reference.getReferenceElement().getValue())));
    }

    private Resource resource(@Nullable BaseJsonLikeValue held) {
        if (held instanceof BaseJsonLikeObject object) {
            return FhirJson.parse(CompactJson.of(object), version);
        }
        throw FhirJson.unreadable(version);
    }

    /** A label on a Bundle counts for all that it holds. */
    private List<Coding> labels() {
        BaseJsonLikeValue meta = member(bundle, "meta");
        return meta == null
                ? List.of()
                : items(meta, "security")
                        .map(label -> new Coding(textOrNull(label, "system"), textOrNull(label, "code"), null))
                        .toList();
    }

    /** An entry that does not say what it is counts as a match, unless it is the search's own report. */
    private static boolean isMatch(BaseJsonLikeValue entry) {
        BaseJsonLikeValue search = member(entry, "search");
        return switch (search == null ? "" : text(search, "mode")) {
            case "match" -> true;
            case "include", "outcome" -> false;
            default -> {
                BaseJsonLikeValue held = member(entry, "resource");
                yield held == null || !text(held, "resourceType").equals("OperationOutcome");
            }
        };
    }

    /** How many the Bundle says there are; 0 where it does not count. */
    private int total() {
        try {
            return Integer.parseInt(text(bundle, "total"));
        } catch (NumberFormatException notCounted) {
            return 0;
        }
    }

    private @Nullable String next() {
        return items(bundle, "link")
                .filter(link -> text(link, "relation").equals("next"))
                .map(link -> text(link, "url"))
                .filter(url -> !url.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static Stream<BaseJsonLikeValue> items(BaseJsonLikeValue of, String name) {
        BaseJsonLikeArray array = BaseJsonLikeValue.asArray(member(of, name));
        return array == null ? Stream.of() : IntStream.range(0, array.size()).mapToObj(array::get);
    }

    private static @Nullable BaseJsonLikeValue member(BaseJsonLikeValue of, String name) {
        BaseJsonLikeValue value = of instanceof BaseJsonLikeObject object ? object.get(name) : null;
        return value == null || value.isNull() ? null : value;
    }

    private static @Nullable String textOrNull(BaseJsonLikeValue of, String name) {
        String text = text(of, name);
        return text.isEmpty() ? null : text;
    }

    private static String text(BaseJsonLikeValue of, String name) {
        BaseJsonLikeValue value = member(of, name);
        return value == null || !value.isScalar() ? "" : value.getAsString();
    }
}

package org.prodrome.fhir.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What a resource is made of, however deep. */
final class Parts {
    private static final int DEEPEST = 40;

    private Parts() {}

    /** Gives every element of a kind, with the name of the top-level element it is in. */
    static <T extends Base> void each(Resource resource, Class<T> kind, BiConsumer<String, T> consumer) {
        for (Property property : resource.children()) {
            property.getValues().forEach(value -> walk(property.getName(), value, kind, consumer, 0));
        }
    }

    private static <T extends Base> void walk(
            String name, Base value, Class<T> kind, BiConsumer<String, T> consumer, int depth) {
        if (kind.isInstance(value)) {
            consumer.accept(name, kind.cast(value));
        }
        if (depth < DEEPEST && !value.isPrimitive()) {
            for (Property property : value.children()) {
                property.getValues().forEach(child -> walk(name, child, kind, consumer, depth + 1));
            }
        }
    }

    /** Whether this code is found anywhere in it, its labels and tags apart. */
    static boolean hasCode(Resource resource, Coding wanted) {
        var found = new boolean[1];
        each(resource, Coding.class, (name, coding) -> found[0] |= !name.equals("meta") && same(coding, wanted));
        return found[0];
    }

    private static boolean same(Coding coding, Coding wanted) {
        return coding.hasCode()
                && coding.getCode().equals(wanted.getCode())
                && (!wanted.hasSystem() || wanted.getSystem().equals(coding.getSystem()));
    }

    /** Its security labels: a document has some of its own; one in words alone is a label without a code. */
    static List<Coding> labels(Resource resource) {
        List<Coding> labels = resource.hasMeta() ? resource.getMeta().getSecurity() : List.of();
        if (!(resource instanceof DocumentReference document) || !document.hasSecurityLabel()) {
            return labels;
        }
        return Stream.concat(
                        labels.stream(), document.getSecurityLabel().stream().flatMap(Parts::codings))
                .toList();
    }

    private static Stream<Coding> codings(CodeableConcept label) {
        return label.hasCoding() ? label.getCoding().stream() : Stream.of(new Coding());
    }

    /** {@code Type/id} of everything it refers to. */
    static List<String> references(Resource resource) {
        var found = new ArrayList<String>();
        each(resource, Reference.class, (name, reference) -> found.add(target(reference)));
        found.removeIf(String::isEmpty);
        return found;
    }

    /** {@code Type/id}, an {@code urn:uuid:}'s id as {@code /id}, or empty where it does not say. */
    static String target(Reference reference) {
        String text = reference.getReference();
        if (text != null && text.startsWith("urn:uuid:")) {
            return "/" + text.substring("urn:uuid:".length());
        }
        String type = reference.getReferenceElement().getResourceType();
        String id = reference.getReferenceElement().getIdPart();
        return type == null || id == null ? "" : type + "/" + id;
    }

    /** {@code Type/id} of the resource itself. */
    static String name(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}

package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies the rules to one resource at a time. For one thread; the elements are shared. */
final class Transformer {
    private final Rules rules;
    private final Map<String, Element> roots;
    private final Pseudonyms pseudonyms;
    private final RuleCounts counts;
    private final ElementCounts elements;
    private long agesPooled;

    Transformer(
            Rules rules, Map<String, Element> roots, Pseudonyms pseudonyms, RuleCounts counts, ElementCounts elements) {
        this.rules = rules;
        this.roots = roots;
        this.pseudonyms = pseudonyms;
        this.counts = counts;
        this.elements = elements;
    }

    /** Changes the resource in place. */
    void apply(ObjectNode resource, @Nullable Person person) {
        String type = resource.path("resourceType").asText();
        Element root = roots.computeIfAbsent(type, unseen -> Element.resource(rules, unseen));
        fields(root, resource, person);
        if (type.equals("Patient") && person != null && person.floor() != null) {
            resource.put("birthDate", String.valueOf(person.floor().getYear()));
        }
    }

    /** How many quantities were ages past the pooled one. */
    long agesPooled() {
        return agesPooled;
    }

    private void fields(Element parent, ObjectNode object, @Nullable Person person) {
        var fields = object.properties().iterator();
        while (fields.hasNext()) {
            var field = fields.next();
            if (field.getKey().equals("resourceType")) {
                continue;
            }
            // a primitive's own extensions and id stand beside it in "_name": never kept
            JsonNode result = field.getKey().startsWith("_")
                    ? beside(parent, field.getKey().substring(1))
                    : value(parent, field.getKey(), field.getValue(), person);
            if (result == null) {
                fields.remove();
            } else {
                field.setValue(result);
            }
        }
    }

    private @Nullable JsonNode beside(Element parent, String primitive) {
        elements.count(parent.child(primitive), false);
        return null;
    }

    private @Nullable JsonNode value(Element parent, String name, JsonNode value, @Nullable Person person) {
        if (value instanceof ArrayNode array) {
            return items(parent, name, array, person);
        }
        if (value instanceof ObjectNode object) {
            return composite(parent, name, object, person);
        }
        return primitive(parent.child(name), name, value, person);
    }

    private @Nullable JsonNode items(Element parent, String name, ArrayNode array, @Nullable Person person) {
        ArrayNode kept = array.arrayNode(array.size());
        for (JsonNode item : array) {
            JsonNode result = value(parent, name, item, person);
            if (result != null) {
                kept.add(result);
            }
        }
        return kept.isEmpty() ? null : kept;
    }

    private @Nullable JsonNode composite(Element parent, String name, ObjectNode object, @Nullable Person person) {
        if (object.has("resourceType")) {
            if (!ElementTypes.isResource(object.path("resourceType").asText())) {
                return null;
            }
            apply(object, person);
            return object;
        }
        Element element = name.equals("extension") || name.equals("modifierExtension")
                ? parent.extension(name, object.path("url").asText())
                : parent.child(name);
        fields(element, object, person);
        agesPooled += rules.ages().pool(object) ? 1 : 0;
        return object.isEmpty() ? null : object;
    }

    private @Nullable JsonNode primitive(Element element, String name, JsonNode value, @Nullable Person person) {
        Rule rule = element.rule();
        if (rule == null) {
            elements.count(element, false);
            return null;
        }
        counts.count(rule.index());
        JsonNode result = governed(rule, name, value, person);
        elements.count(element, result != null);
        return result;
    }

    private @Nullable JsonNode governed(Rule rule, String name, JsonNode value, @Nullable Person person) {
        return switch (rule.method()) {
            case KEEP -> value;
            case KEEP_UNIT -> rules.units().isUnit(value.asText()) ? value : null;
            case KEEP_LISTED -> rule.values().contains(value.asText()) ? value : null;
            case REDACT -> name.equals("postalCode") && rules.partialZip() ? zip(value.asText()) : null;
            case DATE_SHIFT -> text(Dates.shift(value.asText(), person));
            case CRYPTO_HASH -> text(hash(name, value.asText()));
            case GENERALIZE -> rule.generalization().apply(value);
        };
    }

    private String hash(String name, String value) {
        return name.equals("reference") ? References.rewrite(value, pseudonyms) : pseudonyms.id(value);
    }

    private @Nullable JsonNode zip(String code) {
        if (code.length() < 3 || !code.substring(0, 3).chars().allMatch(Character::isDigit)) {
            return null;
        }
        String area = code.substring(0, 3);
        return TextNode.valueOf(rules.restrictedZip().contains(area) ? "000" : area);
    }

    private static @Nullable JsonNode text(@Nullable String value) {
        return value == null ? null : TextNode.valueOf(value);
    }
}

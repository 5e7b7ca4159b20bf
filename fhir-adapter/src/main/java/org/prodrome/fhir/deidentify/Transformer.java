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

    Transformer(Rules rules, Map<String, Element> roots, Pseudonyms pseudonyms, RuleCounts counts) {
        this.rules = rules;
        this.roots = roots;
        this.pseudonyms = pseudonyms;
        this.counts = counts;
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

    private void fields(Element parent, ObjectNode object, @Nullable Person person) {
        var fields = object.properties().iterator();
        while (fields.hasNext()) {
            var field = fields.next();
            if (field.getKey().equals("resourceType")) {
                continue;
            }
            // a primitive's own extensions and id stand beside it in "_name": never kept
            JsonNode result =
                    field.getKey().startsWith("_") ? null : value(parent, field.getKey(), field.getValue(), person);
            if (result == null) {
                fields.remove();
            } else {
                field.setValue(result);
            }
        }
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
            apply(object, person);
            return object;
        }
        Element element = name.equals("extension") || name.equals("modifierExtension")
                ? parent.extension(name, object.path("url").asText())
                : parent.child(name);
        fields(element, object, person);
        return object.isEmpty() ? null : object;
    }

    private @Nullable JsonNode primitive(Element element, String name, JsonNode value, @Nullable Person person) {
        Rule rule = element.rule();
        if (rule == null) {
            return null;
        }
        counts.count(rule.index());
        return switch (rule.method()) {
            case KEEP -> value;
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

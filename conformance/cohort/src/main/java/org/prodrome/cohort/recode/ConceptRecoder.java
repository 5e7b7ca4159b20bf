package org.prodrome.cohort.recode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Replaces the codes of one resource after the other, and counts what it could not. For one thread. */
final class ConceptRecoder {
    private static final String NO_WORDS = "not coded here";

    private final CodeMap map;
    private final RecodeCounts counts = new RecodeCounts();

    ConceptRecoder(CodeMap map) {
        this.map = map;
    }

    RecodeCounts counts() {
        return counts;
    }

    /** Changes the resource in place. */
    void apply(String type, ObjectNode resource) {
        for (String element : map.elements().getOrDefault(type, List.of())) {
            concepts(type + "." + element, resource, element);
        }
    }

    private void concepts(String path, JsonNode parent, String element) {
        int dot = element.indexOf('.');
        JsonNode value = parent.path(dot < 0 ? element : element.substring(0, dot));
        Iterable<JsonNode> all = value.isArray() ? value : List.of(value);
        for (JsonNode one : all) {
            if (dot >= 0) {
                concepts(path, one, element.substring(dot + 1));
            } else if (one instanceof ObjectNode concept) {
                concept(path, concept);
            }
        }
    }

    /** A code without a counterpart stays as words alone; codes of other systems stay. */
    private void concept(String path, ObjectNode concept) {
        ArrayNode coded = concept.arrayNode();
        String words = concept.path("text").asText("");
        boolean isMapped = false;
        boolean isTouched = false;
        for (JsonNode coding : concept.path("coding")) {
            if (!coding.path("system").asText().equals(map.from())) {
                coded.add(coding);
                continue;
            }
            isTouched = true;
            String code = coding.path("code").asText();
            words = words.isEmpty() ? coding.path("display").asText("") : words;
            CodeMap.Target target = map.codes().get(code);
            counts.count(path, code, target != null);
            if (target != null) {
                isMapped = true;
                words = target.display();
                coded.addObject()
                        .put("system", map.to())
                        .put("code", target.code())
                        .put("display", target.display());
            }
        }
        if (isTouched) {
            write(concept, coded, words.isEmpty() && !isMapped ? NO_WORDS : words);
        }
    }

    private static void write(ObjectNode concept, ArrayNode coded, String words) {
        concept.remove("coding");
        if (!coded.isEmpty()) {
            concept.set("coding", coded);
        }
        concept.put("text", words);
    }
}

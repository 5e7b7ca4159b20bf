package org.prodrome.fhir.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A change to a resource's JSON: something is left out, emptied, doubled or replaced.
 *
 * @param place which of its elements, counted through, whatever the number
 * @param kind what happens to it
 * @param text what replaces it
 */
record Mutation(int place, Kind kind, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What happens to the element. */
    enum Kind {
        REMOVED,
        EMPTIED,
        DOUBLED,
        REPLACED,
        EXTENDED
    }

    /** An element of an object, by its name. */
    private record Place(ObjectNode parent, String name) {}

    static String apply(String resource, List<Mutation> mutations) {
        try {
            var root = (ObjectNode) JSON.readTree(resource);
            mutations.forEach(mutation -> mutation.apply(root));
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void apply(ObjectNode root) {
        List<Place> places = new ArrayList<>();
        collect(root, places);
        places.removeIf(candidate -> candidate.name().equals("resourceType"));
        if (places.isEmpty()) {
            return;
        }
        Place chosen = places.get(Math.floorMod(place, places.size()));
        JsonNode old = chosen.parent().get(chosen.name());
        switch (kind) {
            case REMOVED -> chosen.parent().remove(chosen.name());
            case EMPTIED -> chosen.parent().set(chosen.name(), emptied(old));
            case DOUBLED ->
                chosen.parent()
                        .set(chosen.name(), JSON.createArrayNode().add(old).add(old.deepCopy()));
            case REPLACED -> chosen.parent().set(chosen.name(), TextNode.valueOf(text));
            case EXTENDED -> extended(chosen, old);
        }
    }

    /** A primitive that only says why it is absent. */
    private static void extended(Place chosen, JsonNode old) {
        if (old.isValueNode()) {
            chosen.parent().remove(chosen.name());
            ObjectNode why = chosen.parent().putObject("_" + chosen.name());
            why.putArray("extension")
                    .addObject()
                    .put("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason")
                    .put("valueCode", "unknown");
        }
    }

    private static JsonNode emptied(JsonNode old) {
        return old instanceof ArrayNode ? JSON.createArrayNode() : JSON.createObjectNode();
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> places.add(new Place(object, name)));
        }
        node.forEach(child -> collect(child, places));
    }
}

package org.prodrome.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Takes out the references to resources that an edit removed, and the reports that have no result left. */
final class DanglingReferences {
    private final List<ObjectNode> resources;
    private final Set<String> present = new HashSet<>();

    DanglingReferences(List<ObjectNode> resources) {
        this.resources = resources;
        resources.forEach(r ->
                present.add(r.path("resourceType").asText() + "/" + r.path("id").asText()));
    }

    void drop() {
        resources.removeIf(resource -> {
            boolean hadResults = !resource.path("result").isEmpty();
            dropIn(resource);
            return hadResults && resource.path("result").isEmpty();
        });
    }

    private void dropIn(JsonNode node) {
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
                JsonNode child = children.next();
                if (dangles(child)) {
                    children.remove();
                } else {
                    dropIn(child);
                }
            }
        }
    }

    private boolean dangles(JsonNode node) {
        JsonNode reference = node.path("reference");
        return reference.isTextual() && !present.contains(reference.asText());
    }
}

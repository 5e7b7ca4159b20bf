package org.prodrome.web.cdshooks;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Paths in a JSON document at which stands null, "", [] or {}; an answer's {@code cards} alone may be empty. */
final class EmptyParts {
    private EmptyParts() {}

    static List<String> of(JsonNode document) {
        List<String> empty = new ArrayList<>();
        document.properties().forEach(field -> {
            boolean mayBeEmpty =
                    field.getKey().equals("cards") && field.getValue().isArray();
            if (!mayBeEmpty || !field.getValue().isEmpty()) {
                walk(field.getKey(), field.getValue(), empty);
            }
        });
        return empty;
    }

    private static void walk(String path, JsonNode node, List<String> empty) {
        if (node.isNull()
                || node.isContainer() && node.isEmpty()
                || node.isString() && node.stringValue().isEmpty()) {
            empty.add(path);
        }
        node.properties().forEach(field -> walk(path + "." + field.getKey(), field.getValue(), empty));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(path + "[" + i + "]", node.get(i), empty);
            }
        }
    }
}

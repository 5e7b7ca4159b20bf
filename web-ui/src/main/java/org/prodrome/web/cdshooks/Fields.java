package org.prodrome.web.cdshooks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, read with their path for the error message.
 *
 * @param path dotted path of this object, empty for the root
 * @param node the object
 */
record Fields(String path, JsonNode node) {

    boolean has(String name) {
        JsonNode value = node.path(name);
        return !value.isMissingNode() && !value.isNull();
    }

    String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new FieldProblem(at(name), "a text", came(value));
        }
        return value.stringValue();
    }

    @Nullable
    String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    Fields object(String name) {
        JsonNode value = node.path(name);
        if (!value.isObject()) {
            throw new FieldProblem(at(name), "an object", came(value));
        }
        return new Fields(at(name), value);
    }

    String json() {
        return node.toString();
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String came(JsonNode value) {
        return value.isMissingNode()
                ? "nothing"
                : value.isString() ? "an empty text" : value.getNodeType().name();
    }
}

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
    /** Longer than any id, scope list or token that makes sense. */
    private static final int LONGEST = 16_384;

    boolean has(String name) {
        JsonNode value = node.path(name);
        return !value.isMissingNode() && !value.isNull();
    }

    String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new FieldProblem(at(name), "a text", came(value));
        }
        if (value.stringValue().length() > LONGEST) {
            throw new FieldProblem(at(name), LONGEST + " characters at most", "more");
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

    /** An array of at least one element. */
    JsonNode array(String name, String of, int most) {
        JsonNode value = node.path(name);
        if (!value.isArray() || value.isEmpty() || value.size() > most) {
            throw new FieldProblem(
                    at(name), "an array of 1 to " + most + " " + of, value.isArray() ? "" + value.size() : came(value));
        }
        return value;
    }

    String json() {
        return node.toString();
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String came(JsonNode value) {
        return value.isMissingNode()
                ? "nothing"
                : value.isString() ? "an empty text" : value.getNodeType().name();
    }
}

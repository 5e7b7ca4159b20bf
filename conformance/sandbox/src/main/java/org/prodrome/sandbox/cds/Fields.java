package org.prodrome.sandbox.cds;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads single fields of a peer's JSON without trusting their type. */
final class Fields {

    private Fields() {}

    /** The field as non-blank text, or null when it is absent or of another type. */
    static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }

    /** The members of an array field; none when it is absent or not an array. */
    static List<JsonNode> members(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isArray() ? List.copyOf(value.values()) : List.of();
    }

    /** The field as an absolute http(s) address; every other scheme is dead here. */
    static @Nullable String webAddress(JsonNode node, String field) {
        String text = text(node, field);
        if (text == null) {
            return null;
        }
        try {
            URI uri = URI.create(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? uri.toString() : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}

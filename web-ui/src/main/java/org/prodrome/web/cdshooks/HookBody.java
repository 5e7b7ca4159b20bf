package org.prodrome.web.cdshooks;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call's JSON, read once. What was prefetched is cut out as it came, character for character; of the rest, numbers keep
 * their digits.
 *
 * @param root all fields but {@code prefetch}
 * @param prefetch raw JSON of each key, a JSON null as {@code null}
 */
record HookBody(ObjectNode root, Map<String, String> prefetch) {
    /** Deeper than any resource that makes sense, and shallow enough for every parser behind this one. */
    private static final int DEEPEST = 120;

    private static final int MOST_KEYS = 100;
    private static final int LONGEST_KEY = 64;

    private static final JsonMapper EXACT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // a value is read out of the middle
            .build();

    /** @throws FieldProblem where it is no JSON object, is nested too deeply, or has a field twice */
    static HookBody read(byte[] body) {
        String text = text(body);
        try (JsonParser parser = EXACT.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new FieldProblem("body", "a JSON object", "something else");
            }
            HookBody read = fields(parser, text);
            if (parser.nextToken() != null) {
                throw new FieldProblem("body", "one JSON object", "more behind it");
            }
            return read;
        } catch (JacksonException malformed) {
            throw new FieldProblem("body", "well-formed JSON, nested " + DEEPEST + " deep at most", "something else");
        }
    }

    /** JSON that came with a call, as a tree whose numbers keep their digits. */
    static JsonNode tree(String json) {
        try {
            return EXACT.readTree(json);
        } catch (JacksonException malformed) {
            throw new FieldProblem("body", "well-formed JSON", "something else");
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException otherwiseEncoded) {
            throw new FieldProblem("body", "UTF-8", "another encoding");
        }
    }

    private static HookBody fields(JsonParser parser, String text) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        Map<String, String> prefetch = new LinkedHashMap<>();
        boolean cut = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (root.has(name) || cut && name.equals("prefetch")) {
                throw new FieldProblem(shown("", name), "it once", "it twice");
            }
            JsonToken value = parser.nextToken();
            if (name.equals("prefetch") && value == JsonToken.START_OBJECT) {
                cut(parser, text, prefetch);
                cut = true;
            } else {
                JsonNode tree = EXACT.readTree(parser);
                root.set(name, tree);
            }
        }
        return new HookBody(root, prefetch);
    }

    private static void cut(JsonParser parser, String text, Map<String, String> prefetch) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            int start = (int) parser.currentTokenLocation().getCharOffset();
            if (value != JsonToken.START_OBJECT && value != JsonToken.VALUE_NULL) {
                throw new FieldProblem(shown("prefetch.", key), "a resource or null", "another kind of JSON");
            }
            parser.skipChildren();
            int end = value == JsonToken.VALUE_NULL
                    ? start + 4
                    : (int) parser.currentLocation().getCharOffset();
            if (prefetch.put(key, text.substring(start, end)) != null) {
                throw new FieldProblem(shown("prefetch.", key), "it once", "it twice");
            }
            if (prefetch.size() > MOST_KEYS) {
                throw new FieldProblem("prefetch", MOST_KEYS + " keys at most", "more");
            }
        }
    }

    private static String shown(String path, String name) {
        return path + (name.length() > LONGEST_KEY ? name.substring(0, LONGEST_KEY) + "..." : name);
    }
}

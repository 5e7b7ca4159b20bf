package org.prodrome.reasoning.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Where in a JSON file a value stands, looked up only when something is wrong with it. */
final class JsonPlaces {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final byte[] bytes;

    JsonPlaces(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /**
     * The place of a value, or of the innermost object around it where it is missing.
     *
     * @param path such as {@code parameters[0].name}; empty for the whole
     * @return such as {@code line 3, column 5}, both from 1
     */
    String of(String path) {
        Map<String, JsonLocation> places = read();
        String pointer =
                path.isEmpty() ? "" : "/" + path.replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
        while (!places.containsKey(pointer)) {
            pointer = pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
        }
        JsonLocation place = Objects.requireNonNull(places.get(pointer));
        return "line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    /** By JSON pointer; the whole is always there. */
    private Map<String, JsonLocation> read() {
        Map<String, JsonLocation> places = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() || token.isStructStart()) {
                    places.putIfAbsent(
                            parser.getParsingContext().pathAsPointer().toString(), parser.currentTokenLocation());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }
}

package org.prodrome.fhir.resources;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a Bundle's next link without reading its entries, so that the next page can be asked for while this one is
 * parsed. {@code link} stands before {@code entry} in what servers send; when it does not, entries are skipped over.
 */
public final class NextLink {
    private static final JsonFactory FACTORY = new JsonFactory();

    private NextLink() {}

    public static Optional<String> in(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? links(parser) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> links(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean links = parser.currentName().equals("link");
            parser.nextToken();
            if (links && parser.currentToken() == JsonToken.START_ARRAY) {
                return fromArray(parser);
            }
            parser.skipChildren();
        }
        return Optional.empty();
    }

    private static Optional<String> fromArray(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String url = nextUrl(parser);
            if (url != null) {
                return Optional.of(url);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String nextUrl(JsonParser parser) throws IOException {
        String relation = "";
        String url = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "relation" -> relation = parser.getText();
                case "url" -> url = parser.getText();
                default -> parser.skipChildren();
            }
        }
        return relation.equals("next") ? url : null;
    }
}

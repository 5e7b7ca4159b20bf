package org.prodrome.fhir.prefetch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.OrderText;
import org.prodrome.fhir.record.FhirAdapterException;

/** Cuts the resources out of a Bundle's text, character for character: decimals keep their zeros, and order its place. */
final class EntryTexts {
    private static final JsonFactory FACTORY = new JsonFactory();

    private EntryTexts() {}

    static List<OrderText> of(String bundle) {
        var texts = new ArrayList<OrderText>();
        boolean isBundle = false;
        try (JsonParser parser = FACTORY.createParser(bundle)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                isBundle |= field.equals("resourceType") && parser.getText().equals("Bundle");
                if (field.equals("entry") && value == JsonToken.START_ARRAY) {
                    entries(parser, bundle, texts);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            require(false); // the cause quotes the text
        }
        require(isBundle);
        return texts;
    }

    private static void entries(JsonParser parser, String bundle, List<OrderText> texts) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String json = null;
            String fullUrl = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                if (field.equals("fullUrl") && value == JsonToken.VALUE_STRING) {
                    fullUrl = parser.getText();
                }
                parser.skipChildren();
                if (field.equals("resource")) {
                    json = bundle.substring(
                            start, (int) parser.currentLocation().getCharOffset());
                }
            }
            add(json, fullUrl, texts);
        }
    }

    private static void add(@Nullable String json, @Nullable String fullUrl, List<OrderText> texts) {
        if (json != null) {
            texts.add(new OrderText(json, fullUrl));
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new FhirAdapterException.Unreadable("draftOrders: expected a Bundle in JSON, got something else");
        }
    }
}

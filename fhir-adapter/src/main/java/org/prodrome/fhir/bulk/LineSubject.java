package org.prodrome.fhir.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Whose resource a line is, found without reading more of it than needed. */
final class LineSubject {
    private static final JsonFactory FACTORY = new JsonFactory();

    private LineSubject() {}

    /** The patient's id, empty text for a resource of nobody; no value for a line that is no JSON object. */
    static Optional<String> of(String line, boolean isPatient) {
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (isPatient && field.equals("id")) {
                    return Optional.of(parser.getText());
                }
                if (!isPatient && value == JsonToken.START_OBJECT && isSubject(field)) {
                    return Optional.of(id(reference(parser)));
                }
                parser.skipChildren();
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? Optional.of("") : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isSubject(String field) {
        return field.equals("subject") || field.equals("patient");
    }

    private static String reference(JsonParser parser) throws IOException {
        String reference = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("reference");
            parser.nextToken();
            reference = wanted ? parser.getText() : reference;
            parser.skipChildren();
        }
        return reference;
    }

    private static String id(String reference) {
        if (reference.startsWith("urn:uuid:")) {
            return reference.substring("urn:uuid:".length());
        }
        int at = reference.lastIndexOf("Patient/");
        String id = at < 0 ? "" : reference.substring(at + "Patient/".length());
        int end = id.indexOf('/');
        return end < 0 ? id : id.substring(0, end);
    }
}

package org.prodrome.fhir.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose resource a line is, found without reading more of it than needed. That it really is this patient's is checked when
 * it is mapped.
 */
final class LineSubject {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Set<String> FIELDS = Set.of("subject", "patient", "beneficiary");

    private LineSubject() {}

    /** The patient's id, empty text for a resource of nobody; no value for a line that is no JSON object. */
    static Optional<String> of(byte[] line, boolean isPatient) {
        String plain = isPatient ? null : atSight(new String(line, StandardCharsets.ISO_8859_1));
        return plain == null ? read(line, isPatient) : Optional.of(id(plain));
    }

    /**
     * The reference where it stands as servers write it; null when only reading on can tell. A contained resource may name a
     * patient of its own, so a line with one is read.
     */
    private static @Nullable String atSight(String line) {
        if (line.contains("\"contained\"")) {
            return null;
        }
        int at = line.indexOf("\"subject\"");
        at = at < 0 ? line.indexOf("\"patient\"") : at;
        at = at < 0 ? -1 : after(line, at + 9, ":{\"reference\":\"");
        int end = at < 0 ? -1 : line.indexOf('"', at);
        return end < 0 || line.lastIndexOf('\\', end) >= at ? null : line.substring(at, end);
    }

    /** The place after these characters, with any spaces between them outside of quotes; -1 where others stand. */
    private static int after(String line, int from, String expected) {
        int at = from;
        for (int i = 0; i < expected.length(); i++) {
            while (at < line.length() && line.charAt(at) == ' ' && expected.charAt(i) != 'r') {
                at++;
            }
            if (at >= line.length() || line.charAt(at++) != expected.charAt(i)) {
                return -1;
            }
        }
        return at;
    }

    private static Optional<String> read(byte[] line, boolean isPatient) {
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
                if (!isPatient && value == JsonToken.START_OBJECT && FIELDS.contains(field)) {
                    return Optional.of(id(reference(parser)));
                }
                parser.skipChildren();
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? Optional.of("") : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
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

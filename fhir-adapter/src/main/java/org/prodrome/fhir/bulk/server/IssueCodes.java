package org.prodrome.fhir.bulk.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The issue codes of an OperationOutcome. Its words may name patients and are never taken. */
final class IssueCodes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("[a-z][a-z-]{1,31}");

    private IssueCodes() {}

    /** The codes; empty where the text is no OperationOutcome. */
    static Set<String> of(String text) {
        try {
            return text.contains("OperationOutcome") ? of(JSON.readTree(text)) : Set.of();
        } catch (IOException e) {
            return Set.of();
        }
    }

    static Set<String> of(JsonNode outcome) {
        var codes = new TreeSet<String>();
        for (JsonNode issue : outcome.path("issue")) {
            String code = issue.path("code").asText();
            if (CODE.matcher(code).matches()) {
                codes.add(code);
            }
        }
        return codes;
    }

    /** For a message: {@code 400 (invalid)}. */
    static String words(int status, String body) {
        Set<String> codes = of(body);
        return status + (codes.isEmpty() ? "" : " (" + String.join(", ", codes) + ")");
    }
}

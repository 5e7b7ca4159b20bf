package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * Where a fact came from: type, logical id and, where the server gave one, the version read.
 *
 * @param type FHIR resource type, for example {@code Observation}
 * @param id logical id
 * @param version {@code meta.versionId}, or null when the server keeps none
 */
public record FhirReference(
        String type, String id, @Nullable String version) {
    public FhirReference {
        if (!isType(type)) {
            throw new IllegalArgumentException(
                    "type: expected a FHIR resource type, got " + type.length() + " characters");
        }
        requireLogicalId(id);
    }

    /** The literal reference without version: {@code Observation/123}. */
    public String literal() {
        return type + "/" + id;
    }

    /** The versioned reference where a version is known: {@code Observation/123/_history/2}. */
    public String versioned() {
        return version == null ? literal() : literal() + "/_history/" + version;
    }

    static void requireLogicalId(String id) {
        if (!isLogicalId(id)) {
            throw new IllegalArgumentException(
                    "id: expected 1 to 64 letters, digits, '-' or '.', got " + id.length() + " characters");
        }
    }

    /** 1 to 64 of {@code A-Z a-z 0-9 - .}. By hand: every fact of a bulk export passes here, and a pattern costs ten times as much. */
    public static boolean isLogicalId(String id) {
        boolean fits = !id.isEmpty() && id.length() <= 64;
        for (int i = 0; fits && i < id.length(); i++) {
            char c = id.charAt(i);
            fits = isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '.';
        }
        return fits;
    }

    /** A capital, then 2 to 63 letters. */
    private static boolean isType(String type) {
        boolean fits = type.length() >= 3 && type.length() <= 64 && type.charAt(0) <= 'Z';
        for (int i = 0; fits && i < type.length(); i++) {
            fits = isLetter(type.charAt(i));
        }
        return fits;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}

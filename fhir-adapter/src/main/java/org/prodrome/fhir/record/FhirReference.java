package org.prodrome.fhir.record;

import java.util.regex.Pattern;
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
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{2,63}");
    private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    public FhirReference {
        if (!TYPE.matcher(type).matches()) {
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
        if (!LOGICAL_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id: expected 1 to 64 letters, digits, '-' or '.', got " + id.length() + " characters");
        }
    }
}

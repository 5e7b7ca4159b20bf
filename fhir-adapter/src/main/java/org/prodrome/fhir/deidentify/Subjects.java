package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose a resource is, by its top-level references. */
final class Subjects {
    private static final List<String> FIELDS = List.of("subject", "patient", "beneficiary", "individual");

    private Subjects() {}

    /** The patient's id; null for resources of no patient. */
    static @Nullable String of(JsonNode resource) {
        if (resource.path("resourceType").asText().equals("Patient")) {
            return resource.path("id").asText(null);
        }
        for (String field : FIELDS) {
            String id = id(resource.path(field).path("reference").asText());
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static @Nullable String id(String reference) {
        if (reference.startsWith("urn:uuid:")) {
            return reference.substring("urn:uuid:".length());
        }
        int at = reference.lastIndexOf("Patient/");
        if (at < 0) {
            return null;
        }
        String id = reference.substring(at + "Patient/".length());
        int end = id.indexOf('/');
        return end < 0 ? id : id.substring(0, end);
    }
}

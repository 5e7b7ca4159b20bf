package org.prodrome.fhir.realinput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.prodrome.fhir.record.PatientId;

/** The patient a resource is about, found in its text and not by the code under test. */
final class About {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
    private static final List<String> SUBJECTS = List.of("subject", "patient", "beneficiary", "for", "individual");
    private static final PatientId NOBODY = new PatientId("nobody");

    private About() {}

    static PatientId of(String json) throws JsonProcessingException {
        JsonNode tree = JSON.readTree(json);
        if (!tree.path("resourceType").asText().equals("Bundle")) {
            return resource(tree);
        }
        for (JsonNode entry : tree.path("entry")) {
            PatientId found = resource(entry.path("resource"));
            if (!found.equals(NOBODY)) {
                return found;
            }
        }
        return NOBODY;
    }

    /** The same resource with an id, and about one patient: what a program made up points nowhere. */
    static String adopted(String json) throws JsonProcessingException {
        var resource = (ObjectNode) JSON.readTree(json);
        if (resource.path("id").asText().isEmpty()) {
            resource.put("id", "made-up");
        }
        for (String field : SUBJECTS) {
            if (resource.path(field) instanceof ObjectNode subject) {
                subject.put("reference", "Patient/made-up");
            }
        }
        return resource.toString();
    }

    private static PatientId resource(JsonNode resource) {
        if (resource.path("resourceType").asText().equals("Patient")) {
            return id(resource.path("id").asText());
        }
        for (String field : SUBJECTS) {
            PatientId found = reference(resource.path(field).path("reference").asText());
            if (!found.equals(NOBODY)) {
                return found;
            }
        }
        return NOBODY;
    }

    private static PatientId reference(String reference) {
        int at = reference.lastIndexOf("Patient/");
        if (at < 0) {
            return NOBODY;
        }
        String id = reference.substring(at + "Patient/".length());
        int end = id.indexOf('/');
        return id(end < 0 ? id : id.substring(0, end));
    }

    private static PatientId id(String id) {
        return ID.matcher(id).matches() ? new PatientId(id) : NOBODY;
    }
}

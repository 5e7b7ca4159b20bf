package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What could still single a person out after de-identification. */
final class QuasiIdentifiers {
    /** In the order of a class's parts. */
    static final List<String> NAMES =
            List.of("birth year", "sex", "state", "three-digit ZIP", "race", "ethnicity", "deceased");

    private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";
    private static final String BETWEEN = "|";

    private QuasiIdentifiers() {}

    /** The equivalence class of a de-identified Patient. */
    static String of(JsonNode patient) {
        String birth = patient.path("birthDate").asText();
        JsonNode address = patient.path("address").path(0);
        return String.join(
                BETWEEN,
                birth.substring(0, Math.min(4, birth.length())),
                patient.path("gender").asText(),
                address.path("state").asText(),
                address.path("postalCode").asText(),
                category(patient, "race"),
                category(patient, "ethnicity"),
                patient.path("deceasedBoolean").asBoolean() || patient.has("deceasedDateTime") ? "yes" : "no");
    }

    /** One part of a class. */
    static String part(String of, int index) {
        return of.split("\\|", -1)[index];
    }

    private static String category(JsonNode patient, String which) {
        for (JsonNode extension : patient.path("extension")) {
            if (extension.path("url").asText().equals(US_CORE + which)) {
                return extension
                        .path("extension")
                        .path(0)
                        .path("valueCoding")
                        .path("code")
                        .asText()
                        .replace(BETWEEN, " ");
            }
        }
        return "";
    }
}

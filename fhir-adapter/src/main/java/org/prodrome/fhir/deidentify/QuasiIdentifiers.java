package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.JsonNode;

/** What could still single a person out after de-identification: birth year, sex, three-digit ZIP, race. */
final class QuasiIdentifiers {
    private static final String RACE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";

    private QuasiIdentifiers() {}

    /** The equivalence class of a de-identified Patient. */
    static String of(JsonNode patient) {
        String birth = patient.path("birthDate").asText();
        return String.join(
                "|",
                birth.substring(0, Math.min(4, birth.length())),
                patient.path("gender").asText(),
                patient.path("address").path(0).path("postalCode").asText(),
                race(patient));
    }

    private static String race(JsonNode patient) {
        for (JsonNode extension : patient.path("extension")) {
            if (extension.path("url").asText().equals(RACE)) {
                return extension
                        .path("extension")
                        .path(0)
                        .path("valueCoding")
                        .path("code")
                        .asText();
            }
        }
        return "";
    }
}

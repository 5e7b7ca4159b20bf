package org.prodrome.web.cdshooks;

import java.util.Map;
import org.prodrome.fhir.record.PatientId;
import tools.jackson.databind.JsonNode;

/** The identifiers of the patient in context, as far as the call brings them: a reference may name a patient by one. */
final class PatientIdentifiers {
    /** Under this key clients send the patient. */
    private static final String KEY = "patient";

    private final PatientId patient;
    private final Map<String, String> prefetch;

    PatientIdentifiers(PatientId patient, Map<String, String> prefetch) {
        this.patient = patient;
        this.prefetch = prefetch;
    }

    /** Whether an identifier, with its system, is one of theirs. */
    boolean isOfPatient(JsonNode identifier) {
        String system = identifier.path("system").stringValue("");
        String value = identifier.path("value").stringValue("");
        return !system.isBlank()
                && !value.isBlank()
                && supplied()
                        .path("identifier")
                        .valueStream()
                        .anyMatch(own -> own.path("system").stringValue("").equals(system)
                                && own.path("value").stringValue("").equals(value));
    }

    /** The patient as sent; something without identifiers where it was not, or is another. */
    private JsonNode supplied() {
        JsonNode sent = HookBody.tree(prefetch.getOrDefault(KEY, "{}"));
        return sent.path("id").stringValue("").equals(patient.value()) ? sent : HookBody.tree("{}");
    }
}

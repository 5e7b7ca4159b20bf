package org.prodrome.web.cdshooks;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.web.config.IssuerSettings;
import tools.jackson.databind.JsonNode;

/** References in a hook's context: of the client's own server, of the types a field may have, and of the patient in context. */
final class ContextReferences {
    private static final Pattern LITERAL = Pattern.compile(
            "(?:(.+)/)?([A-Z][A-Za-z]{2,63})/([A-Za-z0-9\\-.]{1,64})(?:/_history/[A-Za-z0-9\\-.]{1,64})?");
    private static final Set<String> OF_THE_PATIENT = Set.of("subject", "patient", "for", "beneficiary");

    private final IssuerSettings issuer;
    private final PatientId patient;

    ContextReferences(IssuerSettings issuer, PatientId patient) {
        this.issuer = issuer;
        this.patient = patient;
    }

    /**
     * What a field refers to.
     *
     * @param field its path
     * @param types those it may have; empty for any
     */
    static FhirReference local(String text, String field, IssuerSettings issuer, Set<String> types) {
        Matcher literal = LITERAL.matcher(text);
        boolean fits = literal.matches() && (types.isEmpty() || types.contains(literal.group(2)));
        if (!fits) {
            throw new FieldProblem(
                    field,
                    types.isEmpty()
                            ? "a reference such as ServiceRequest/123"
                            : "a reference of the type "
                                    + String.join(", ", types.stream().sorted().toList()),
                    "something else");
        }
        if (literal.group(1) != null && !issuer.isAt(literal.group(1))) {
            throw new FieldProblem(field, "a reference of this client's FHIR server", "another server's");
        }
        return new FhirReference(literal.group(2), literal.group(3), null);
    }

    /** What a text refers to, where it is of the client's own server. */
    static Optional<FhirReference> ifLocal(String text, IssuerSettings issuer) {
        Matcher literal = LITERAL.matcher(text);
        boolean local = literal.matches() && (literal.group(1) == null || issuer.isAt(literal.group(1)));
        return local ? Optional.of(new FhirReference(literal.group(2), literal.group(3), null)) : Optional.empty();
    }

    /**
     * Refuses a resource that says it is another patient's. One that does not say whose it is counts as the patient's in
     * context: an order must not go unchecked for want of a field.
     *
     * @param path of the resource
     */
    void requireOfPatient(JsonNode resource, String path) {
        for (String name : OF_THE_PATIENT) {
            checkPatient(resource.path(name).path("reference"), path + "." + name);
        }
        JsonNode participants = resource.path("participant");
        for (int i = 0; i < participants.size(); i++) {
            checkPatient(participants.path(i).path("actor").path("reference"), path + ".participant[" + i + "].actor");
        }
    }

    private void checkPatient(JsonNode reference, String field) {
        if (!reference.isString()) {
            return;
        }
        Matcher literal = LITERAL.matcher(reference.stringValue());
        if (!literal.matches() || !literal.group(2).equals("Patient")) {
            return; // contained, by urn:uuid, or of no patient
        }
        if (literal.group(1) != null && !issuer.isAt(literal.group(1))) {
            throw new FieldProblem(field, "a reference of this client's FHIR server", "another server's");
        }
        if (!literal.group(3).equals(patient.value())) {
            throw new FieldProblem(field, "the patient of the context", "another patient");
        }
    }
}

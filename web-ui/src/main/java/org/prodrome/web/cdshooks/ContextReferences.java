package org.prodrome.web.cdshooks;

import java.util.Map;
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

    /** Within the resource itself, or by a name that is no address. */
    private static final Pattern WITHIN = Pattern.compile("#\\S*|urn:\\S+");

    private static final String PATIENT = "Patient";
    private static final String OURS = "the patient of the context";

    private final IssuerSettings issuer;
    private final PatientId patient;
    private final PatientIdentifiers identifiers;

    /** @param prefetch raw JSON of each supplied key, where the patient's identifiers are looked for */
    ContextReferences(IssuerSettings issuer, PatientId patient, Map<String, String> prefetch) {
        this.issuer = issuer;
        this.patient = patient;
        this.identifiers = new PatientIdentifiers(patient, prefetch);
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
     * Refuses a resource that says it is another patient's, or says whose it is in a way that cannot be understood. One that does
     * not say it at all counts as the patient's in context: an order must not go unchecked for want of a field.
     *
     * @param path of the resource
     */
    void requireOfPatient(JsonNode resource, String path) {
        if (isPatientType(resource.path("resourceType").stringValue(""))
                && !resource.path("id").stringValue("").equals(patient.value())) {
            throw new FieldProblem(path + ".id", OURS, "another patient");
        }
        for (String name : OF_THE_PATIENT) {
            each(resource.path(name), path + "." + name, true);
        }
        JsonNode participants = resource.path("participant");
        if (participants.isObject()) {
            each(participants.path("actor"), path + ".participant.actor", false);
        }
        for (int i = 0; participants.isArray() && i < participants.size(); i++) {
            each(participants.path(i).path("actor"), path + ".participant[" + i + "].actor", false);
        }
    }

    /**
     * Refuses another patient's reference where any other may stand.
     *
     * @param text of a reference
     */
    void requireNoOtherPatient(String text, String field) {
        if (text.contains(PATIENT + "/")) {
            checkPatient(text, field);
        }
    }

    private void each(JsonNode references, String field, boolean patients) {
        if (!references.isArray()) {
            check(references, field, patients);
        }
        for (int i = 0; references.isArray() && i < references.size(); i++) {
            check(references.get(i), field + "[" + i + "]", patients);
        }
    }

    /** @param patients whether what is referred to is a patient where the reference does not say its type */
    private void check(JsonNode reference, String field, boolean patients) {
        if (reference.isMissingNode() || reference.isNull()) {
            return;
        }
        JsonNode literal = reference.path("reference");
        if (!reference.isObject() || !(literal.isString() || literal.isMissingNode() || literal.isNull())) {
            throw new FieldProblem(field, "a reference", Fields.came(reference));
        }
        boolean saysPatient = isPatientType(reference.path("type").stringValue(""));
        if (literal.isString()) {
            String text = literal.stringValue();
            if (saysPatient || text.contains(PATIENT + "/")) {
                checkPatient(text, field);
            } else if (!WITHIN.matcher(text).matches() && !LITERAL.matcher(text).matches()) {
                throw new FieldProblem(field, "a reference such as Patient/123", "something else");
            }
            return;
        }
        JsonNode identifier = reference.path("identifier");
        boolean whose = saysPatient || patients && identifier.isObject();
        if (whose && !identifiers.isOfPatient(identifier)) {
            throw new FieldProblem(field, OURS + ", or an identifier of theirs", "another patient's or none");
        }
    }

    private void checkPatient(String text, String field) {
        Matcher literal = LITERAL.matcher(text);
        if (!literal.matches() || !literal.group(2).equals(PATIENT)) {
            throw new FieldProblem(field, OURS, "something else");
        }
        if (literal.group(1) != null && !issuer.isAt(literal.group(1))) {
            throw new FieldProblem(field, "a reference of this client's FHIR server", "another server's");
        }
        if (!literal.group(3).equals(patient.value())) {
            throw new FieldProblem(field, OURS, "another patient");
        }
    }

    /** By its name, or by the address of its definition. */
    private static boolean isPatientType(String type) {
        return type.equals(PATIENT) || type.endsWith("/" + PATIENT);
    }
}

package org.prodrome.fhir.record;

/**
 * The logical id of a Patient on its server (FHIR R4 {@code id}: 1 to 64 of {@code A-Z a-z 0-9 - .}).
 *
 * @param value the id without the type prefix
 */
public record PatientId(String value) {
    public PatientId {
        FhirReference.requireLogicalId(value);
    }

    /** The reference other resources use: {@code Patient/id}. */
    public FhirReference reference() {
        return new FhirReference("Patient", value, null);
    }

    /** Never the id: it identifies a person. */
    @Override
    public String toString() {
        return "PatientId[withheld]";
    }
}

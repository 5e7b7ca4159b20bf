package org.prodrome.fhir.consent;

import org.hl7.fhir.r4.model.Patient;

/** Who the patient is and no more: a chart must never stand under no name, or under a wrong one. */
final class Identity {
    private Identity() {}

    static Patient of(Patient patient) {
        var identity = new Patient();
        identity.setIdElement(patient.getIdElement());
        identity.setMeta(patient.getMeta());
        identity.setIdentifier(patient.getIdentifier());
        identity.setName(patient.getName());
        identity.setBirthDateElement(patient.getBirthDateElement());
        identity.setGender(patient.getGender());
        return identity;
    }
}

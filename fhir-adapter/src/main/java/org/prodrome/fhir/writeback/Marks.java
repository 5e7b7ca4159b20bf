package org.prodrome.fhir.writeback;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Meta;

/** HL7's own codes on what we write: FHIR's terminology, not ours to configure. */
final class Marks {
    static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
    static final String SECURITY_SYSTEM = TERMINOLOGY + "v3-ObservationValue";
    static final String SECURITY_CODE = "AIAST";
    static final String SECURITY_DISPLAY = "Artificial Intelligence asserted";

    private Marks() {}

    /** Says that software asserted it. */
    static void addTo(Meta meta) {
        meta.addSecurity().setSystem(SECURITY_SYSTEM).setCode(SECURITY_CODE).setDisplay(SECURITY_DISPLAY);
    }

    static CodeableConcept concept(String system, String code) {
        var concept = new CodeableConcept();
        concept.addCoding().setSystem(TERMINOLOGY + system).setCode(code);
        return concept;
    }
}

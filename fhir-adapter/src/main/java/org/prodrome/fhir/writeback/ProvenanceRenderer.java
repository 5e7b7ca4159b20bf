package org.prodrome.fhir.writeback;

import java.util.Date;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.resources.FhirJson;

/** Who made what from which facts: software assembled it, a clinician verified it. Pure. */
public final class ProvenanceRenderer {
    /** System of the identifier by which the software that advised is named. */
    static final String ADVICE_SYSTEM = "urn:prodrome:advice";

    private ProvenanceRenderer() {}

    /**
     * The Provenance of one written draft, as JSON.
     *
     * @param target the written resource
     */
    public static String render(FhirReference target, WriteBack writeBack) {
        var provenance = new Provenance();
        provenance.addTarget(new Reference(target.versioned()));
        provenance.setRecorded(Date.from(writeBack.at()));
        provenance.addAgent().setType(type("assembler")).setWho(device(writeBack.source()));
        if (writeBack.user() != null) {
            provenance.addAgent().setType(type("verifier")).setWho(new Reference(writeBack.user()));
        }
        for (FhirReference source : writeBack.sources()) {
            provenance
                    .addEntity()
                    .setRole(Provenance.ProvenanceEntityRole.SOURCE)
                    .setWhat(new Reference(source.versioned()));
        }
        Marks.addTo(provenance.getMeta());
        return FhirJson.render(provenance);
    }

    private static CodeableConcept type(String code) {
        return Marks.concept("provenance-participant-type", code);
    }

    /** The software is no resource of the EHR: a logical reference with its name and version. */
    private static Reference device(AdviceSource source) {
        var device = new Reference().setType("Device").setDisplay(source.words());
        device.getIdentifier().setSystem(ADVICE_SYSTEM).setValue(source.name() + "|" + source.version());
        return device;
    }
}

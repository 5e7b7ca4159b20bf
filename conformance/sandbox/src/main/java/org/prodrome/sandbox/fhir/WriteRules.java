package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Optional;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What a resource must satisfy to enter the EHR, beyond being FHIR: its patient and what it is about must be there. */
record WriteRules(ClinicalStore store) {

    /** @return whose chart the resource will be in */
    Optional<String> check(Resource resource) {
        Optional<String> patient = store.chartFor(resource);
        if (Compartments.applyTo(resource.fhirType()) && patient.isEmpty()) {
            throw new UnprocessableEntityException(
                    resource.fhirType() + ".subject: expected a reference to a Patient, found none");
        }
        if (patient.isPresent()
                && !resource.fhirType().equals("Patient")
                && store.read("Patient", patient.get()).isEmpty()) {
            throw new UnprocessableEntityException(
                    resource.fhirType() + ".subject: expected a Patient of this EHR, got another");
        }
        if (resource instanceof Provenance provenance) {
            provenance.getTarget().forEach(this::requireTarget);
        }
        return patient;
    }

    private void requireTarget(Reference reference) {
        String type = String.valueOf(reference.getReferenceElement().getResourceType());
        String id = String.valueOf(reference.getReferenceElement().getIdPart());
        if (store.read(type, id).isEmpty()) {
            throw new UnprocessableEntityException("Provenance.target: expected a resource of this EHR, got another");
        }
    }
}

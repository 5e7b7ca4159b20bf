package org.prodrome.fhir.mapping;

import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientId;

/** Whose a resource is: a server's word for it, or a bundle's, is not enough. */
final class Subject {
    private Subject() {}

    /** Whether the resource may stand in this patient's record; types that belong to no patient may. */
    static boolean isOf(Resource resource, PatientId patient) {
        if (resource instanceof Patient found) {
            return patient.value().equals(found.getIdElement().getIdPart());
        }
        Reference subject = reference(resource);
        return subject == null || pointsTo(subject.getReferenceElement(), patient);
    }

    private static boolean pointsTo(IIdType target, PatientId patient) {
        if ("Patient".equals(target.getResourceType())) {
            return patient.value().equals(target.getIdPart());
        }
        return ("urn:uuid:" + patient.value()).equals(target.getValue());
    }

    private static @Nullable Reference reference(Resource resource) {
        return switch (resource) {
            case Observation observation -> observation.getSubject();
            case Condition condition -> condition.getSubject();
            case MedicationRequest request -> request.getSubject();
            case MedicationStatement statement -> statement.getSubject();
            case AllergyIntolerance allergy -> allergy.getPatient();
            case Procedure procedure -> procedure.getSubject();
            case Encounter encounter -> encounter.getSubject();
            case Immunization immunization -> immunization.getPatient();
            case DiagnosticReport report -> report.getSubject();
            case DocumentReference document -> document.getSubject();
            case FamilyMemberHistory history -> history.getPatient();
            case ServiceRequest request -> request.getSubject();
            default -> null;
        };
    }
}

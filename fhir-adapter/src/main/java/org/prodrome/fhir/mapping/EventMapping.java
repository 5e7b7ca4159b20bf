package org.prodrome.fhir.mapping;

import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.prodrome.fhir.record.Gap;

/**
 * One resource of the patient to its events. What was entered in error, or is changed in its meaning by an extension, is
 * kept out whatever its type.
 */
final class EventMapping {
    private static final String MODIFIED = "carry an unknown extension that changes their meaning and were left out";

    private final Times times;
    private final Observations observations;
    private final Prescriptions prescriptions;
    private final MedicationUses uses;

    EventMapping(List<Resource> resources, Times times, Ingredients ingredients) {
        var medications = Medications.among(resources, ingredients);
        this.times = times;
        this.observations = new Observations(resources, times);
        this.prescriptions = new Prescriptions(medications, times);
        this.uses = new MedicationUses(medications, times);
    }

    Mapped map(Resource resource) {
        if (EnteredInError.is(resource)) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        return ModifierExtensions.isOn(resource)
                ? new Mapped.Unread(new Shortfall(resource.fhirType(), Gap.Reason.UNREADABLE, MODIFIED))
                : events(resource);
    }

    private Mapped events(Resource resource) {
        return switch (resource) {
            case Patient person -> person(person);
            case Observation observation -> observations.map(observation);
            case Condition condition -> Conditions.map(condition, times);
            case MedicationRequest request -> prescriptions.map(request);
            case MedicationStatement statement -> prescriptions.map(statement);
            case MedicationAdministration given -> uses.map(given);
            case MedicationDispense handed -> uses.map(handed);
            case AllergyIntolerance allergy -> Allergies.map(allergy, times);
            case Procedure procedure -> Procedures.map(procedure, times);
            case Encounter encounter -> Encounters.map(encounter, times);
            case Immunization immunization -> Immunizations.map(immunization, times);
            case DiagnosticReport report -> Reports.map(report, times);
            case DocumentReference document -> Documents.map(document, times);
            case FamilyMemberHistory history -> FamilyHistories.map(history, times);
            case CarePlan plan -> CarePlans.map(plan, times);
            case Goal goal -> Goals.map(goal, times);
            case CareTeam team -> CareTeams.map(team, times);
            case ServiceRequest request -> ServiceOrders.map(request, times);
            case Device device -> Devices.map(device);
            case ImagingStudy study -> ImagingStudies.map(study, times);
            case Coverage coverage -> Coverages.map(coverage, times);
            case Provenance provenance -> Attributions.map(provenance, times);
            default -> Mapped.nothing();
        };
    }

    /** No event; reading it tells whether its dates can be. */
    private Mapped person(Patient person) {
        Patients.map(person, times);
        return Mapped.nothing();
    }
}

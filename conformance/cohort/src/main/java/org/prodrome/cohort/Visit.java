package org.prodrome.cohort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mitre.synthea.world.agents.Clinician;
import org.mitre.synthea.world.agents.Provider;

/**
 * One encounter as the chart will show it.
 *
 * @param start milliseconds since 1970; so stop
 */
record Visit(String patient, String id, long start, long stop, Provider provider, Clinician clinician) {

    /** A resource of this visit: with its id, the patient and the encounter. */
    ObjectNode resource(String type, String resourceId) {
        ObjectNode resource = Fhir.resource(type, resourceId);
        resource.set(
                type.equals("Immunization") || type.equals("AllergyIntolerance") ? "patient" : "subject", subject());
        if (!type.equals("AllergyIntolerance")) {
            resource.set("encounter", Fhir.reference("Encounter", id));
        }
        return resource;
    }

    ObjectNode encounter(String classCode, ObjectNode type) {
        ObjectNode encounter = Fhir.resource("Encounter", id).put("status", "finished");
        encounter
                .putObject("class")
                .put("system", Fhir.TERMINOLOGY + "v3-ActCode")
                .put("code", classCode);
        encounter.putArray("type").add(type);
        encounter.set("subject", subject());
        ObjectNode participant = encounter.putArray("participant").addObject();
        participant.putArray("type").add(Fhir.term("v3-ParticipationType", "PPRF"));
        participant.set("individual", Fhir.reference("Practitioner", clinician.uuid));
        encounter.set("period", Fhir.period(start, stop));
        encounter
                .putArray("location")
                .addObject()
                .set("location", Fhir.reference("Location", provider.getResourceLocationID()));
        encounter.set("serviceProvider", Fhir.reference("Organization", provider.uuid));
        return encounter;
    }

    /** An observation of this visit, still without a value. */
    ObjectNode observation(String resourceId, String category, ObjectNode code) {
        ObjectNode observation = resource("Observation", resourceId).put("status", "final");
        observation.putArray("category").add(Fhir.term("observation-category", category));
        observation.set("code", code);
        return observation.put("effectiveDateTime", Fhir.time(start)).put("issued", Fhir.time(start));
    }

    ObjectNode condition(String resourceId, ObjectNode code, long onset, long abatement) {
        ObjectNode condition = resource("Condition", resourceId);
        condition.set("clinicalStatus", Fhir.term("condition-clinical", abatement == 0 ? "active" : "resolved"));
        condition.set("verificationStatus", Fhir.term("condition-ver-status", "confirmed"));
        condition.putArray("category").add(Fhir.term("condition-category", "encounter-diagnosis"));
        condition.set("code", code);
        condition.put("onsetDateTime", Fhir.time(onset));
        if (abatement != 0) {
            condition.put("abatementDateTime", Fhir.time(abatement));
        }
        return condition.put("recordedDate", Fhir.time(start));
    }

    ObjectNode medicationRequest(String resourceId, ObjectNode medicine, long authored, boolean active) {
        ObjectNode request = resource("MedicationRequest", resourceId)
                .put("status", active ? "active" : "stopped")
                .put("intent", "order");
        request.set("medicationCodeableConcept", medicine);
        request.set("requester", Fhir.reference("Practitioner", clinician.uuid));
        return request.put("authoredOn", Fhir.time(authored));
    }

    ObjectNode subject() {
        return Fhir.reference("Patient", patient);
    }
}

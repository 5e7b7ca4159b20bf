package org.prodrome.web.cdshooks;

import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A right call of each hook, about one woman of 66 who takes metformin and lisinopril. */
final class TestCalls {
    static final String PATIENT = "p1";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";

    private TestCalls() {}

    static ObjectNode of(CdsServiceKind service) {
        ObjectNode body = object("""
                {"hook":"%s","hookInstance":"%s","context":{"patientId":"p1"},"prefetch":{}}
                """.formatted(service.hook(), UUID.randomUUID()));
        ObjectNode context = context(body);
        if (service != CdsServiceKind.ORDER_DISPATCH) {
            context.put("userId", "Practitioner/d1").put("encounterId", "e1");
        }
        switch (service) {
            case PATIENT_VIEW, ENCOUNTER_START, ENCOUNTER_DISCHARGE -> {}
            case APPOINTMENT_BOOK -> context.set("appointments", bundle(appointment()));
            case ORDER_SELECT -> {
                context.set("draftOrders", bundle(amoxicillin("draft-1")));
                context.putArray("selections").add("MedicationRequest/draft-1");
            }
            case ORDER_SIGN -> context.set("draftOrders", bundle(amoxicillin("draft-1")));
            case ORDER_DISPATCH -> {
                context.putArray("dispatchedOrders").add("MedicationRequest/m9");
                context.put("performer", "Organization/pharmacy");
                prefetch(body).set("dispatched", bundle(amoxicillin("m9")));
            }
            case ALLERGY_CREATE -> context.set("allergyIntolerance", penicillinAllergy("a-new"));
            case PROBLEM_CREATE -> context.set("conditions", bundle(problem("c-new")));
            case MEDICATION_REFILL -> context.set("medications", bundle(amoxicillin("m9")));
            case MEDICATION_VERIFY -> context.set("medication", amoxicillin("m9"));
        }
        ObjectNode prefetch = prefetch(body);
        prefetch.set("patient", object("""
                {"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1960-04-02"}"""));
        prefetch.set("conditions", searchset());
        prefetch.set("observations", searchset());
        prefetch.set("measurements", searchset());
        prefetch.set("pastMedications", searchset());
        prefetch.set("statements", searchset());
        prefetch.set("medications", searchset(medication("m1", "860975", "metformin 500 MG", "active")));
        prefetch.set("allergies", searchset(penicillinAllergy("a1")));
        prefetch.set("consents", searchset());
        return body;
    }

    static ObjectNode context(ObjectNode body) {
        return (ObjectNode) body.path("context");
    }

    static ObjectNode prefetch(ObjectNode body) {
        return (ObjectNode) body.path("prefetch");
    }

    static ObjectNode amoxicillin(String id) {
        return medication(id, "308192", "Amoxicillin 500 MG Oral Tablet", "draft");
    }

    static ObjectNode medication(String id, String code, String display, String status) {
        ObjectNode order = object("""
                {"resourceType":"MedicationRequest","id":"%s","status":"%s","intent":"order",
                 "subject":{"reference":"Patient/p1"}}""".formatted(id, status));
        order.putObject("medicationCodeableConcept")
                .putArray("coding")
                .addObject()
                .put("system", RXNORM)
                .put("code", code)
                .put("display", display);
        return order;
    }

    static ObjectNode penicillinAllergy(String id) {
        return object("""
                {"resourceType":"AllergyIntolerance","id":"%s","patient":{"reference":"Patient/p1"},
                 "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical",
                 "code":"active"}]},
                 "code":{"coding":[{"system":"http://snomed.info/sct","code":"91936005","display":"Allergy to penicillin"}]}}
                """.formatted(id));
    }

    static ObjectNode problem(String id) {
        return object("""
                {"resourceType":"Condition","id":"%s","subject":{"reference":"Patient/p1"},
                 "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical",
                 "code":"active"}]},
                 "code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006","display":"Diabetes mellitus type 2"}]}}
                """.formatted(id));
    }

    private static ObjectNode appointment() {
        return object("""
                {"resourceType":"Appointment","id":"ap1","status":"proposed",
                 "participant":[{"actor":{"reference":"Patient/p1"},"status":"tentative"}]}""");
    }

    static ObjectNode bundle(ObjectNode... resources) {
        return entries("collection", resources);
    }

    static ObjectNode searchset(ObjectNode... resources) {
        return entries("searchset", resources);
    }

    private static ObjectNode entries(String type, ObjectNode... resources) {
        ObjectNode bundle = object("{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\"}");
        if (resources.length > 0) {
            var entry = bundle.putArray("entry");
            for (ObjectNode resource : resources) {
                entry.addObject().set("resource", resource);
            }
        }
        return bundle;
    }

    static ObjectNode object(String json) {
        return (ObjectNode) CdsSite.JSON.readTree(json);
    }
}

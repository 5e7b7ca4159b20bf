package org.prodrome.suite.spec.cdshooks;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The context of each hook as the hook library wants it, about a patient of the sandbox. */
final class Contexts {
    /** The hooks of the library, those without requirement rows included. */
    static final List<String> ALL = List.of(
            "patient-view",
            "encounter-start",
            "encounter-discharge",
            "appointment-book",
            "order-select",
            "order-sign",
            "order-dispatch",
            "allergyintolerance-create",
            "problem-list-item-create",
            "medication-refill",
            "medication-verify");

    static final String ENCOUNTER = "encounter-1";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private static final Product SILDENAFIL = new Product("314229", "sildenafil 50 MG Oral Tablet");
    private static final Product METFORMIN = new Product("861007", "metformin hydrochloride 500 MG Oral Tablet");
    private static final Product CITALOPRAM = new Product("309314", "citalopram 40 MG Oral Tablet");
    private static final Product AMOXICILLIN = new Product("308191", "amoxicillin 500 MG Oral Capsule");
    private static final Product ACETAMINOPHEN = new Product("313782", "acetaminophen 325 MG Oral Tablet");
    private static final JsonMapper JSON = new JsonMapper();

    private Contexts() {}

    /** A product by its RxNorm code. */
    record Product(String code, String display) {}

    /**
     * What is sent for a hook; everything optional is there.
     *
     * @param user such as {@code Practitioner/1}
     * @param signed reference of an order of the record, to be given to whoever carries it out
     */
    static ObjectNode of(String hook, String user, String patient, String signed) {
        var context = JSON.createObjectNode();
        if (!hook.equals("order-dispatch")) {
            context.put("userId", user);
        }
        context.put("patientId", patient);
        if (!hook.equals("order-dispatch")) {
            context.put("encounterId", ENCOUNTER);
        }
        switch (hook) {
            case "patient-view", "encounter-start", "encounter-discharge" -> {}
            case "appointment-book" -> context.set("appointments", bundle(appointment(patient)));
            case "order-select" -> {
                context.putArray("selections")
                        .add("MedicationRequest/draft-1")
                        .add("MedicationRequest/draft-2")
                        .add("MedicationRequest/draft-3")
                        .add("MedicationRequest/draft-5");
                context.set("draftOrders", drafts(patient));
            }
            case "order-sign" -> context.set("draftOrders", drafts(patient));
            case "order-dispatch" -> {
                context.putArray("dispatchedOrders").add(signed);
                context.put("performer", "Organization/pharmacy-1");
                context.putArray("fulfillmentTasks").add(task(signed, patient));
            }
            case "allergyintolerance-create" -> context.set("allergyIntolerance", allergy(patient));
            case "problem-list-item-create" -> context.set("conditions", bundle(problem(patient)));
            case "medication-refill" ->
                context.set("medications", bundle(order(patient, "draft-3", "draft", AMOXICILLIN)));
            case "medication-verify" -> context.set("medication", order(patient, "order-1", "active", AMOXICILLIN));
            default -> throw new AssertionError("a hook the library doesn't know: " + hook);
        }
        return context;
    }

    /** Orders in progress: what a nitrate forbids, what kidneys must be known for, a penicillin, and too much for an age. */
    static ObjectNode drafts(String patient) {
        return bundle(
                order(patient, "draft-1", "draft", SILDENAFIL),
                order(patient, "draft-2", "draft", METFORMIN),
                order(patient, "draft-3", "draft", AMOXICILLIN),
                citalopramOnceDaily(patient));
    }

    private static ObjectNode citalopramOnceDaily(String patient) {
        ObjectNode order = order(patient, "draft-5", "draft", CITALOPRAM);
        ObjectNode dosage = order.putArray("dosageInstruction").addObject().put("text", "40 mg");
        dosage.putObject("timing")
                .putObject("repeat")
                .put("frequency", 1)
                .put("period", 1)
                .put("periodUnit", "d");
        dosage.putArray("doseAndRate")
                .addObject()
                .putObject("doseQuantity")
                .put("value", 40)
                .put("unit", "mg");
        return order;
    }

    /** An order in progress that no rule is about. */
    static ObjectNode harmlessDraft(String patient) {
        return bundle(order(patient, "draft-4", "draft", ACETAMINOPHEN));
    }

    static ObjectNode order(String patient, String id, String status, Product product) {
        var order = resource("MedicationRequest", id).put("status", status).put("intent", "order");
        order.set("subject", reference("Patient/" + patient));
        order.set("medicationCodeableConcept", concept(RXNORM, product.code(), product.display()));
        return order;
    }

    static ObjectNode appointment(String patient) {
        var appointment = resource("Appointment", "proposed-1")
                .put("status", "proposed")
                .put("start", "2026-12-01T09:00:00Z")
                .put("end", "2026-12-01T09:30:00Z");
        var participant = appointment.putArray("participant").addObject().put("status", "accepted");
        participant.set("actor", reference("Patient/" + patient));
        return appointment;
    }

    static ObjectNode task(String order, String patient) {
        var task = resource("Task", "task-1").put("status", "draft").put("intent", "order");
        task.set("focus", reference(order));
        task.set("for", reference("Patient/" + patient));
        return task;
    }

    private static ObjectNode allergy(String patient) {
        var allergy = resource("AllergyIntolerance", "allergy-1");
        allergy.set(
                "clinicalStatus",
                concept("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active", "Active"));
        allergy.set("code", concept("http://snomed.info/sct", "91936005", "Allergy to penicillin"));
        allergy.set("patient", reference("Patient/" + patient));
        return allergy;
    }

    private static ObjectNode problem(String patient) {
        var problem = resource("Condition", "problem-1");
        problem.set(
                "clinicalStatus",
                concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active", "Active"));
        problem.putArray("category")
                .add(concept(
                        "http://terminology.hl7.org/CodeSystem/condition-category", "problem-list-item", "Problem"));
        problem.set("code", concept("http://snomed.info/sct", "16114001", "Fracture of ankle"));
        problem.set("subject", reference("Patient/" + patient));
        return problem;
    }

    static ObjectNode bundle(JsonNode... resources) {
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "collection");
        ArrayNode entries = bundle.putArray("entry");
        for (var resource : resources) {
            entries.addObject().set("resource", resource);
        }
        return bundle;
    }

    private static ObjectNode resource(String type, String id) {
        return JSON.createObjectNode().put("resourceType", type).put("id", id);
    }

    private static ObjectNode reference(String to) {
        return JsonNodeFactory.instance.objectNode().put("reference", to);
    }

    private static ObjectNode concept(String system, String code, String display) {
        var concept = JSON.createObjectNode();
        concept.putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", display);
        return concept;
    }
}

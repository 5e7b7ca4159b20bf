package org.prodrome.web.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.web.config.IssuerSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The context of a hook, checked field by field (hook library 1.0.1; the early versions of the four hooks that are not in
 * it). Drafts are not refused for their status: an order must not go unchecked because of a code.
 *
 * @param user who works, or null where the hook names none
 * @param patient whose chart is open
 * @param encounter the open encounter, or null
 * @param draftOrders JSON of the Bundle of orders to be checked, or null
 * @param selections references of the picked orders; empty where none is told apart
 * @param dispatched orders to be checked that the context only refers to
 * @param newEntries JSON of the Bundle of allergies or problems that are new, or null
 */
record HookContext(
        @Nullable FhirReference user,
        PatientId patient,
        @Nullable FhirReference encounter,
        @Nullable String draftOrders,
        List<String> selections,
        List<FhirReference> dispatched,
        @Nullable String newEntries) {
    private static final int MOST = 200;
    private static final Set<String> STAFF = Set.of("Practitioner", "PractitionerRole");
    private static final Set<String> ANYBODY = Set.of("Practitioner", "PractitionerRole", "Patient", "RelatedPerson");
    private static final Set<String> ORDERS = Set.of(
            "MedicationRequest",
            "ServiceRequest",
            "DeviceRequest",
            "NutritionOrder",
            "VisionPrescription",
            "CommunicationRequest");

    /** @param prefetch raw JSON of each supplied key */
    static HookContext read(
            CdsServiceKind service, IssuerSettings issuer, Fields context, Map<String, String> prefetch) {
        PatientId patient = patient(context);
        ContextReferences references = new ContextReferences(issuer, patient, prefetch);
        ContextResources resources = new ContextResources(references);
        @Nullable FhirReference user = user(service, issuer, context);
        @Nullable FhirReference encounter = encounter(service, context);
        return switch (service) {
            case PATIENT_VIEW, ENCOUNTER_START, ENCOUNTER_DISCHARGE -> plain(user, patient, encounter);
            case APPOINTMENT_BOOK -> {
                resources.bundle(context, "appointments", Set.of("Appointment"));
                yield plain(user, patient, encounter);
            }
            case ORDER_SELECT ->
                ofOrders(
                        user,
                        patient,
                        encounter,
                        resources.bundle(context, "draftOrders", ORDERS),
                        context.has("selections") ? texts(context, "selections") : List.of());
            case ORDER_SIGN ->
                ofOrders(user, patient, encounter, resources.bundle(context, "draftOrders", ORDERS), List.of());
            case MEDICATION_REFILL ->
                ofOrders(
                        user,
                        patient,
                        encounter,
                        resources.bundle(context, "medications", Set.of("MedicationRequest")),
                        List.of());
            case MEDICATION_VERIFY ->
                ofOrders(
                        user,
                        patient,
                        encounter,
                        resources.single(
                                context,
                                context.has("order") && !context.has("medication") ? "order" : "medication",
                                Set.of("MedicationRequest")),
                        List.of());
            case ORDER_DISPATCH -> dispatch(issuer, context, patient, references);
            case ALLERGY_CREATE ->
                ofEntries(
                        user,
                        patient,
                        encounter,
                        context.has("allergyIntolerances") && !context.has("allergyIntolerance")
                                ? resources.bundle(context, "allergyIntolerances", Set.of("AllergyIntolerance"))
                                : resources.single(context, "allergyIntolerance", Set.of("AllergyIntolerance")));
            case PROBLEM_CREATE ->
                ofEntries(user, patient, encounter, resources.bundle(context, "conditions", Set.of("Condition")));
        };
    }

    private static HookContext plain(
            @Nullable FhirReference user, PatientId patient, @Nullable FhirReference encounter) {
        return new HookContext(user, patient, encounter, null, List.of(), List.of(), null);
    }

    private static HookContext ofOrders(
            @Nullable FhirReference user,
            PatientId patient,
            @Nullable FhirReference encounter,
            ObjectNode bundle,
            List<String> selections) {
        return new HookContext(user, patient, encounter, bundle.toString(), selections, List.of(), null);
    }

    private static HookContext ofEntries(
            @Nullable FhirReference user, PatientId patient, @Nullable FhirReference encounter, ObjectNode bundle) {
        String entries = ContextResources.identified(bundle).toString();
        return new HookContext(user, patient, encounter, null, List.of(), List.of(), entries);
    }

    /** No user: another than the clinician may send the orders out, or nobody. */
    private static HookContext dispatch(
            IssuerSettings issuer, Fields context, PatientId patient, ContextReferences references) {
        List<String> named = texts(context, "dispatchedOrders");
        List<FhirReference> orders = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            orders.add(ContextReferences.local(
                    named.get(i), context.at("dispatchedOrders") + "[" + i + "]", issuer, ORDERS));
        }
        ContextReferences.local(context.text("performer"), context.at("performer"), issuer, Set.of());
        references.requireNoOtherPatient(context.text("performer"), context.at("performer"));
        if (context.has("fulfillmentTasks")) {
            tasks(issuer, context, orders, references);
        }
        return new HookContext(
                null, patient, null, null, List.of(), orders.stream().distinct().toList(), null);
    }

    private static void tasks(
            IssuerSettings issuer, Fields context, List<FhirReference> orders, ContextReferences references) {
        JsonNode tasks = context.array("fulfillmentTasks", "Tasks", MOST);
        for (int i = 0; i < tasks.size(); i++) {
            Fields task = new Fields(context.at("fulfillmentTasks") + "[" + i + "]", tasks.get(i));
            if (!tasks.get(i).path("resourceType").stringValue("").equals("Task")) {
                throw new FieldProblem(task.at("resourceType"), "Task", "another type");
            }
            references.requireOfPatient(task.node(), task.path());
            Fields focus = task.object("focus");
            FhirReference order =
                    ContextReferences.local(focus.text("reference"), focus.at("reference"), issuer, Set.of());
            if (!orders.contains(order)) {
                throw new FieldProblem(focus.at("reference"), "one of the dispatched orders", "another resource");
            }
        }
    }

    private static @Nullable FhirReference user(CdsServiceKind service, IssuerSettings issuer, Fields context) {
        boolean optional = service == CdsServiceKind.MEDICATION_REFILL;
        if (service == CdsServiceKind.ORDER_DISPATCH || optional && !context.has("userId")) {
            return null;
        }
        boolean anybody = service == CdsServiceKind.PATIENT_VIEW || service == CdsServiceKind.APPOINTMENT_BOOK;
        return ContextReferences.local(context.text("userId"), context.at("userId"), issuer, anybody ? ANYBODY : STAFF);
    }

    private static PatientId patient(Fields context) {
        String id = context.text("patientId");
        try {
            return new PatientId(id);
        } catch (IllegalArgumentException malformed) {
            throw new FieldProblem(context.at("patientId"), "a FHIR id without type", "something else");
        }
    }

    private static @Nullable FhirReference encounter(CdsServiceKind service, Fields context) {
        boolean required = service == CdsServiceKind.ENCOUNTER_START || service == CdsServiceKind.ENCOUNTER_DISCHARGE;
        @Nullable String id = required ? context.text("encounterId") : context.optionalText("encounterId");
        try {
            return id == null ? null : new FhirReference("Encounter", id, null);
        } catch (IllegalArgumentException malformed) {
            throw new FieldProblem(context.at("encounterId"), "a FHIR id without type", "something else");
        }
    }

    private static List<String> texts(Fields context, String name) {
        JsonNode array = context.array(name, "references", MOST);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            if (!item.isString() || item.stringValue().isBlank()) {
                throw new FieldProblem(context.at(name) + "[" + i + "]", "a reference as text", Fields.came(item));
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "HookContext[withheld]";
    }
}

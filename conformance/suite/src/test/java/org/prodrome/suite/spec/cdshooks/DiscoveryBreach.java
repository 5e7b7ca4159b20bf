package org.prodrome.suite.spec.cdshooks;

import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A service that describes itself wrongly in one way. */
enum DiscoveryBreach implements Breach {
    NO_SERVICES(root -> root.remove("services")),
    SERVICES_AS_OBJECT(root -> root.set("services", JsonNodeFactory.instance.objectNode())),
    NO_HOOK(each(service -> service.remove("hook"))),
    HOOK_AS_NUMBER(each(service -> service.put("hook", 1))),
    NO_TITLE(each(service -> service.remove("title"))),
    TITLE_IS_NULL(each(service -> service.putNull("title"))),
    NO_DESCRIPTION(each(service -> service.remove("description"))),
    DESCRIPTION_AS_ARRAY(each(service -> service.putArray("description").add("checks"))),
    NO_ID(each(service -> service.remove("id"))),
    ID_AS_NUMBER(each(service -> service.put("id", 7))),
    AN_ID_FOR_EACH_HOOK(
            each(service -> service.put("id", "prodrome-" + service.path("hook").stringValue("")))),
    USAGE_REQUIREMENTS_AS_ARRAY(
            each(service -> service.putArray("usageRequirements").add("R4"))),
    USAGE_REQUIREMENTS_EMPTY(each(service -> service.put("usageRequirements", ""))),

    NO_PREFETCH(each(service -> service.remove("prefetch"))),
    PREFETCH_AS_ARRAY(each(service -> service.putArray("prefetch").add("Patient/{{context.patientId}}"))),
    TEMPLATE_AS_OBJECT(each(service -> prefetch(service).putObject("other").put("query", "Patient"))),
    TEMPLATE_EMPTY(template("")),
    TOKEN_IN_SINGLE_BRACES(template("Observation?patient={context.patientId}")),
    TOKEN_IS_A_FUNCTION(template("Observation?patient={{context.patientId}}&date=ge{{today()}}")),
    TOKEN_OF_ANOTHER_KEY(template("Practitioner/{{patient.generalPractitioner}}")),
    TOKEN_WITHOUT_CONTEXT(template("Observation?patient={{patientId}}")),
    TOKEN_BELOW_THE_ROOT(template("Medication?code={{context.draftOrders.entry}}")),
    TOKEN_OF_DRAFT_ORDERS(template("MedicationRequest?_id={{context.draftOrders}}")),
    TOKEN_OF_SELECTIONS(template("MedicationRequest?_id={{context.selections}}")),
    TOKEN_OF_APPOINTMENTS(template("Appointment?_id={{context.appointments}}")),
    TOKEN_OF_FULFILLMENT_TASKS(template("Task?_id={{context.fulfillmentTasks}}")),
    NO_PATIENT_TOKEN(each(service -> {
        ObjectNode templates = prefetch(service);
        templates.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .toList()
                .forEach(key -> templates.put(key, "Condition?_count=5"));
    })),
    TEMPLATE_WITH_INCLUDE(
            template("MedicationRequest?patient={{context.patientId}}&_include=MedicationRequest:medication")),
    TEMPLATE_WITH_MODIFIER(template("Condition?patient={{context.patientId}}&code:not=44054006")),
    TEMPLATE_WITH_CHAIN(template("Observation?patient.name={{context.patientId}}")),
    TEMPLATE_WITH_OTHER_DATE_PREFIX(template("Observation?patient={{context.patientId}}&date=sa2026-01-01"));

    private final Consumer<ObjectNode> alteration;

    DiscoveryBreach(Consumer<ObjectNode> alteration) {
        this.alteration = alteration;
    }

    @Override
    public Answer answered(Asked asked, Answer answer) {
        if (!asked.isDiscovery() || answer.status() != 200) {
            return answer;
        }
        var root = answer.object();
        alteration.accept(root);
        return answer.with(root);
    }

    private static Consumer<ObjectNode> each(Consumer<ObjectNode> alteration) {
        return root -> ((ArrayNode) root.path("services")).forEach(service -> alteration.accept((ObjectNode) service));
    }

    private static Consumer<ObjectNode> template(String query) {
        return each(service -> prefetch(service).put("other", query));
    }

    private static ObjectNode prefetch(ObjectNode service) {
        return (ObjectNode) service.path("prefetch");
    }
}

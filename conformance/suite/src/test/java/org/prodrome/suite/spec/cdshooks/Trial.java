package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prodrome.sandbox.fault.Fault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one check does: discovery and hook calls as an EHR makes them, through the proxy. Each hook that discovery announces
 * is called; what was answered is remembered for as long as the same breach is switched on.
 */
final class Trial implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("\\{\\{context\\.(\\w+)}}");

    final Hospital hospital;
    final String patient;
    private final Map<String, JsonNode> services;
    private final Map<List<Breach>, List<Answer>> walks = new HashMap<>();
    private List<Breach> breaches = List.of();
    private Consumer<ObjectNode> circumstances = request -> {};
    private boolean sound;
    private int users;

    Trial(Hospital hospital) {
        this.hospital = hospital;
        patient = hospital.patient("penicillin V allergy, diabetes, nitrate");
        services = services().stream()
                .collect(Collectors.toMap(service -> service.path("hook").stringValue(), Function.identity()));
    }

    /** Switches these breaches on instead of whatever was on. */
    void beginWith(List<Breach> these) {
        breaches = List.copyOf(these);
        sound = false;
        hospital.service.breakRules(these);
        hospital.sandbox
                .faults()
                .set(these.stream()
                        .filter(FhirBreach.class::isInstance)
                        .<Fault>map(breach -> new Fault.Breached(((FhirBreach) breach).breach()))
                        .toList());
        hospital.sandbox.received().clear();
    }

    /** What is so in every request from here on. */
    void under(Consumer<ObjectNode> alteration) {
        circumstances = alteration;
        walks.clear();
    }

    /** From here on a client keeps the rule that a check would have it break. */
    void beginWithASoundClient() {
        beginWith(List.of());
        sound = true;
    }

    Answer discovery() {
        return hospital.get(Asked.DISCOVERY);
    }

    /** The services that discovery announces. */
    List<JsonNode> services() {
        var answer = discovery();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("services").isArray())
                .as("services is an array")
                .isTrue();
        var announced = answer.json().path("services").valueStream().toList();
        assertThat(announced).isNotEmpty();
        return announced;
    }

    /** The hooks that are announced while nothing is broken. */
    List<String> hooks() {
        return services.keySet().stream().sorted().toList();
    }

    /**
     * What each announced hook is answered, with everything prefetched. While something is broken one hook is enough: its
     * cards have suggestions of every kind, so that each breach shows.
     */
    List<Answer> answers() {
        return walks.computeIfAbsent(
                breaches,
                broken -> (broken.isEmpty() ? hooks() : List.of("order-sign"))
                        .stream().map(this::call).toList());
    }

    /** All cards of these answers. */
    List<JsonNode> cards() {
        var cards = new ArrayList<JsonNode>();
        answers().forEach(answer -> cards.addAll(answer.cards()));
        assertThat(cards).as("some cards").isNotEmpty();
        return cards;
    }

    /** A right call. */
    Answer call(String hook) {
        return call(hook, request -> {});
    }

    /** A call that is right up to this alteration. */
    Answer call(String hook, Consumer<ObjectNode> alteration) {
        var request = request(hook);
        circumstances.accept(request);
        alteration.accept(request);
        return hospital.post(endpoint(hook), request);
    }

    /** A call by a client that has the defect, unless a sound one was asked for. */
    Answer callWith(ClientDefect defect) {
        return call(defect.hook(), request -> {
            if (!sound) {
                defect.on().accept((ObjectNode) request.path("context"));
            }
        });
    }

    String endpoint(String hook) {
        return Asked.DISCOVERY + "/" + announced(hook).path("id").stringValue();
    }

    private JsonNode announced(String hook) {
        var service = services.get(hook);
        if (service == null) {
            throw new AssertionError("no service is announced for " + hook);
        }
        return service;
    }

    /** A right request with everything prefetched, by a user of its own: what one was told is not held back from the next. */
    ObjectNode request(String hook) {
        return request(hook, patient);
    }

    ObjectNode request(String hook, String about) {
        var context =
                Contexts.of(hook, "Practitioner/" + Hospital.CLINICIAN + "-" + users++, about, signedOrder(about));
        var request = JsonNodeFactory.instance
                .objectNode()
                .put("hook", hook)
                .put("hookInstance", UUID.randomUUID().toString());
        request.set("context", context);
        request.set("prefetch", prefetch(hook, context));
        return request;
    }

    private String signedOrder(String about) {
        var orders = hospital.fetched(about, "MedicationRequest?patient=" + about + "&status=active&_count=1");
        var id = orders.path("entry").path(0).path("resource").path("id").stringValue("none");
        return "MedicationRequest/" + id;
    }

    /** Lets the service read the patient's record itself. */
    ObjectNode withAccess(ObjectNode request) {
        var about = request.path("context").path("patientId").stringValue();
        request.put("fhirServer", hospital.sandbox.fhirBase());
        request.putObject("fhirAuthorization")
                .put("access_token", hospital.accessToken(about))
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.rs")
                .put("subject", "prodrome")
                .put("patient", about);
        return request;
    }

    /** Users of one call are one clinician of the sandbox. */
    private static final String OWN_USER = "^(Practitioner/" + Hospital.CLINICIAN + ")-\\d+$";

    private ObjectNode prefetch(String hook, JsonNode context) {
        var prefetch = JsonNodeFactory.instance.objectNode();
        announced(hook).path("prefetch").properties().forEach(template -> {
            var query = filled(template.getValue().stringValue(), context).replaceFirst(OWN_USER, "$1");
            var found = hospital.fetched(context.path("patientId").stringValue(), query);
            if (!found.path("resourceType").stringValue("").equals("OperationOutcome")) {
                prefetch.set(template.getKey(), found);
            }
        });
        return prefetch;
    }

    private static String filled(String template, JsonNode context) {
        return TOKEN.matcher(template)
                .replaceAll(token ->
                        Matcher.quoteReplacement(context.path(token.group(1)).stringValue("none")));
    }

    /** The keys under which resources of a type come back: by read for a Patient, by search for all else. */
    List<String> keysOf(String hook, String type) {
        return announced(hook).path("prefetch").properties().stream()
                .filter(template -> template.getValue().stringValue("").matches(type + "[/?].*"))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() {
        hospital.close();
    }
}

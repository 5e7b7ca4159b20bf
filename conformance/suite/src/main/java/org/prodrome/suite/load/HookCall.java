package org.prodrome.suite.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An order-sign call as an EHR makes it: prefetch from a committed patient, sildenafil and metformin about to be signed. */
public final class HookCall {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int OBSERVATIONS = 110;
    private static final int MEASUREMENTS = 30;
    private static final int ENDED = 10;
    private static final int ALL = Integer.MAX_VALUE;
    private static final Set<String> LABORATORY = Set.of("laboratory");
    private static final Set<String> MEASURED = Set.of("vital-signs", "social-history", "survey", "exam");
    private static final String NOT_RUN = "Rule not run: PDE5 inhibitor together with a nitrate";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";

    private final CdsClient client;
    private final URI endpoint;
    private final ObjectNode body;
    private final int resources;
    private volatile int cards;

    private HookCall(CdsClient client, URI endpoint, ObjectNode body, int resources) {
        this.client = client;
        this.endpoint = endpoint;
        this.body = body;
        this.resources = resources;
    }

    public static HookCall orderSign(CdsClient client, URI app) throws IOException {
        CommittedPatient patient = CommittedPatient.read("p01.ndjson.gz");
        ObjectNode prefetch = JSON.createObjectNode();
        prefetch.set("patient", patient.of("Patient").getFirst());
        int count = 1;
        count += put(prefetch, "conditions", recent(patient, "Condition", "recordedDate", 40));
        count += put(prefetch, "observations", results(patient, LABORATORY, OBSERVATIONS));
        count += put(prefetch, "measurements", results(patient, MEASURED, MEASUREMENTS));
        count += put(prefetch, "medications", medications(patient, Set.of("active", "on-hold", "unknown"), ALL));
        count += put(prefetch, "pastMedications", medications(patient, Set.of("stopped", "completed"), ENDED));
        count += put(prefetch, "statements", patient.of("MedicationStatement"));
        count += put(prefetch, "allergies", patient.of("AllergyIntolerance"));
        ObjectNode context = JSON.createObjectNode()
                .put("userId", "Practitioner/sandbox-clinician")
                .put("patientId", patient.id());
        ArrayNode drafts = JSON.createArrayNode()
                .add(draft(patient.id(), "draft-1", "314229", "sildenafil 50 MG Oral Tablet"))
                .add(draft(patient.id(), "draft-2", "861007", "metformin hydrochloride 500 MG Oral Tablet"));
        context.set("draftOrders", bundle("collection", drafts));
        ObjectNode body = JSON.createObjectNode().put("hook", "order-sign");
        body.set("context", context);
        body.set("prefetch", prefetch);
        return new HookCall(client, URI.create(app + "/cds-services/prodrome-order-sign"), body, count);
    }

    private static List<ObjectNode> results(CommittedPatient patient, Set<String> categories, int most) {
        return recent(patient, "Observation", "effectiveDateTime", ALL).stream()
                .filter(o -> categories.stream()
                        .anyMatch(category -> o.path("category").toString().contains('"' + category + '"')))
                .limit(most)
                .toList();
    }

    private static List<ObjectNode> medications(CommittedPatient patient, Set<String> statuses, int most) {
        return recent(patient, "MedicationRequest", "authoredOn", ALL).stream()
                .filter(m -> statuses.contains(m.path("status").stringValue("")))
                .limit(most)
                .toList();
    }

    private static List<ObjectNode> recent(CommittedPatient patient, String type, String date, int most) {
        return patient.of(type).stream()
                .sorted(Comparator.comparing((ObjectNode r) -> r.path(date).stringValue(""))
                        .reversed())
                .limit(most)
                .toList();
    }

    private static int put(ObjectNode prefetch, String key, List<ObjectNode> found) {
        ArrayNode array = JSON.createArrayNode();
        found.forEach(array::add);
        prefetch.set(key, bundle("searchset", array));
        return found.size();
    }

    private static ObjectNode bundle(String type, ArrayNode resources) {
        ObjectNode bundle =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", type);
        ArrayNode entries = bundle.putArray("entry");
        for (JsonNode resource : resources) {
            entries.addObject().set("resource", resource);
        }
        return bundle;
    }

    private static ObjectNode draft(String patient, String id, String code, String display) {
        ObjectNode order = JSON.createObjectNode()
                .put("resourceType", "MedicationRequest")
                .put("id", id)
                .put("status", "draft")
                .put("intent", "order");
        order.putObject("subject").put("reference", "Patient/" + patient);
        ObjectNode coding =
                order.putObject("medicationCodeableConcept").putArray("coding").addObject();
        coding.put("system", RXNORM).put("code", code).put("display", display);
        return order;
    }

    /** The request's JSON, to be broken by whoever needs a broken one. */
    public ObjectNode json() {
        return body.deepCopy().put("hookInstance", UUID.randomUUID().toString());
    }

    /** The request with a fresh JWT. */
    public HttpRequest signed(String json) {
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + client.token(endpoint))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    /** Many, which share all of their body but the call's own id. */
    List<HttpRequest> signed(int count) {
        byte[] rest = ("," + body.toString().substring(1)).getBytes(StandardCharsets.UTF_8);
        List<HttpRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] own = ("{\"hookInstance\":\"" + UUID.randomUUID() + "\"").getBytes(StandardCharsets.UTF_8);
            requests.add(HttpRequest.newBuilder(endpoint)
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + client.token(endpoint))
                    .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(own, rest)))
                    .build());
        }
        return requests;
    }

    /** The same call without its allergies, and with a server to ask for them. */
    HookCall askingServer(URI server) {
        ObjectNode asking = body.deepCopy().put("fhirServer", server.toString());
        asking.putObject("fhirAuthorization")
                .put("access_token", "bench")
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "user/*.rs")
                .put("subject", "bench");
        ((ObjectNode) asking.path("prefetch")).remove("allergies");
        return new HookCall(client, endpoint, asking, resources);
    }

    /** Whether the answer says that nothing was checked, and why, or that the rule which would have warned was not run. */
    boolean isNotChecked(String answer) {
        return answer.contains("not checked, because") || answer.contains(NOT_RUN);
    }

    /** Whether the answer warns of both orders, as it must for this patient. */
    boolean isValid(String answer) {
        JsonNode shown = JSON.readTree(answer).path("cards");
        cards = shown.size();
        return shown.isArray() && shown.toString().contains("critical");
    }

    int resources() {
        return resources;
    }

    int cards() {
        return cards;
    }

    public URI endpoint() {
        return endpoint;
    }
}

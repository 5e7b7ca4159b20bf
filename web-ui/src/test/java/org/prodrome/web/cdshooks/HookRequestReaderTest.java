package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.prodrome.web.cdshooks.TestCalls.bundle;
import static org.prodrome.web.cdshooks.TestCalls.context;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.web.config.IssuerSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Every field of every hook missing, null, of a wrong type, huge, of another patient or another server. */
class HookRequestReaderTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final IssuerSettings EHR = TestClients.with().issuers().getFirst();
    private static final Map<CdsServiceKind, List<String>> REQUIRED = Map.ofEntries(
            Map.entry(CdsServiceKind.PATIENT_VIEW, List.of("userId", "patientId")),
            Map.entry(CdsServiceKind.ORDER_SELECT, List.of("userId", "patientId", "draftOrders")),
            Map.entry(CdsServiceKind.ORDER_SIGN, List.of("userId", "patientId", "draftOrders")),
            Map.entry(CdsServiceKind.ORDER_DISPATCH, List.of("patientId", "dispatchedOrders", "performer")),
            Map.entry(CdsServiceKind.ENCOUNTER_START, List.of("userId", "patientId", "encounterId")),
            Map.entry(CdsServiceKind.ENCOUNTER_DISCHARGE, List.of("userId", "patientId", "encounterId")),
            Map.entry(CdsServiceKind.APPOINTMENT_BOOK, List.of("userId", "patientId", "appointments")),
            Map.entry(CdsServiceKind.ALLERGY_CREATE, List.of("userId", "patientId", "allergyIntolerance")),
            Map.entry(CdsServiceKind.PROBLEM_CREATE, List.of("userId", "patientId", "conditions")),
            Map.entry(CdsServiceKind.MEDICATION_REFILL, List.of("patientId", "medications")),
            Map.entry(CdsServiceKind.MEDICATION_VERIFY, List.of("userId", "patientId", "medication")));

    private final HookRequestReader reader = new HookRequestReader();

    static Stream<Arguments> requiredFields() {
        return REQUIRED.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(field -> Arguments.of(entry.getKey(), field)));
    }

    @ParameterizedTest
    @EnumSource(CdsServiceKind.class)
    void aRightCallOfEachHookIsRead(CdsServiceKind service) {
        HookRequest request = read(service, TestCalls.of(service));

        assertThat(request.service()).isEqualTo(service);
        assertThat(request.patient().value()).isEqualTo("p1");
        assertThat(request.user())
                .isEqualTo(
                        service == CdsServiceKind.ORDER_DISPATCH
                                ? "https://ehr.example.org"
                                : TestClients.ISSUER + "/Practitioner/d1");
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void aFieldOfTheContextThatIsMissingNullOrOfAnotherTypeIsNamed(CdsServiceKind service, String field) {
        List<JsonNode> wrong = new ArrayList<>(
                List.of(NODES.nullNode(), NODES.numberNode(7), NODES.booleanNode(true), NODES.stringNode("")));
        boolean isText = context(TestCalls.of(service)).path(field).isString();
        wrong.add(isText ? NODES.objectNode() : NODES.stringNode("text"));
        wrong.add(isText ? NODES.arrayNode().add("x") : NODES.arrayNode());

        ObjectNode without = TestCalls.of(service);
        context(without).remove(field);
        assertNamed(service, without, "context." + field);
        wrong.forEach(value -> {
            ObjectNode call = TestCalls.of(service);
            context(call).set(field, value);
            assertNamed(service, call, "context." + field);
        });
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void aTextThatIsHugeOrNoReferenceIsNamed(CdsServiceKind service, String field) {
        if (!context(TestCalls.of(service)).path(field).isString()) {
            ObjectNode call = TestCalls.of(service);
            context(call).set(field, many(1_000));
            assertNamed(service, call, "context." + field);
            return;
        }
        for (String text : List.of("x".repeat(100_000), "../Patient/1", "<b>", "a b")) {
            ObjectNode call = TestCalls.of(service);
            context(call).put(field, text);
            assertNamed(service, call, "context." + field);
        }
    }

    static Stream<Arguments> resourcesOfTheContext() {
        return Stream.of(
                Arguments.of(CdsServiceKind.ORDER_SELECT, "draftOrders.entry[0].resource", "subject"),
                Arguments.of(CdsServiceKind.ORDER_SIGN, "draftOrders.entry[0].resource", "subject"),
                Arguments.of(CdsServiceKind.MEDICATION_REFILL, "medications.entry[0].resource", "subject"),
                Arguments.of(CdsServiceKind.MEDICATION_VERIFY, "medication", "subject"),
                Arguments.of(CdsServiceKind.ALLERGY_CREATE, "allergyIntolerance", "patient"),
                Arguments.of(CdsServiceKind.PROBLEM_CREATE, "conditions.entry[0].resource", "subject"),
                Arguments.of(
                        CdsServiceKind.APPOINTMENT_BOOK, "appointments.entry[0].resource", "participant[0].actor"));
    }

    @ParameterizedTest
    @MethodSource("resourcesOfTheContext")
    void aResourceOfAnotherPatientOrAnotherServersPatientIsNamed(CdsServiceKind service, String path, String element) {
        for (String whose : List.of(
                "Patient/p2", "Patient/other_1", "/Patient/p2", "Patient/p2#x", "https://elsewhere.example/fhir/Patient/p1")) {
            ObjectNode call = TestCalls.of(service);
            at(context(call), path + "." + element).put("reference", whose);
            assertNamed(service, call, "context." + path + "." + element);
        }
        ObjectNode absolute = TestCalls.of(service);
        at(context(absolute), path + "." + element).put("reference", TestClients.ISSUER + "/Patient/p1");
        assertThat(read(service, absolute).patient().value()).isEqualTo("p1");
    }

    @Test
    void aBundleOfTheWrongTypeOrOfNothingIsNamed() {
        ObjectNode noOrder = TestCalls.of(CdsServiceKind.ORDER_SIGN);
        context(noOrder).set("draftOrders", bundle(TestCalls.problem("c1")));
        assertNamed(CdsServiceKind.ORDER_SIGN, noOrder, "context.draftOrders.entry");

        ObjectNode empty = TestCalls.of(CdsServiceKind.ORDER_SIGN);
        context(empty).set("draftOrders", bundle());
        assertNamed(CdsServiceKind.ORDER_SIGN, empty, "context.draftOrders.entry");

        ObjectNode noBundle = TestCalls.of(CdsServiceKind.PROBLEM_CREATE);
        context(noBundle).set("conditions", TestCalls.problem("c1"));
        assertNamed(CdsServiceKind.PROBLEM_CREATE, noBundle, "context.conditions.resourceType");

        ObjectNode noResource = TestCalls.of(CdsServiceKind.ORDER_SIGN);
        at(context(noResource), "draftOrders.entry[0]").put("resource", "text");
        assertNamed(CdsServiceKind.ORDER_SIGN, noResource, "context.draftOrders.entry[0].resource");

        ObjectNode otherType = TestCalls.of(CdsServiceKind.MEDICATION_VERIFY);
        context(otherType).set("medication", TestCalls.problem("c1"));
        assertNamed(CdsServiceKind.MEDICATION_VERIFY, otherType, "context.medication.resourceType");
    }

    @Test
    void referencesOfAnotherServerAndOfOtherTypesAreNamed() {
        ObjectNode stranger = TestCalls.of(CdsServiceKind.ORDER_SIGN);
        context(stranger).put("userId", "https://elsewhere.example/fhir/Practitioner/d1");
        assertNamed(CdsServiceKind.ORDER_SIGN, stranger, "context.userId");

        ObjectNode patient = TestCalls.of(CdsServiceKind.ORDER_SIGN);
        context(patient).put("userId", "Patient/p1");
        assertNamed(CdsServiceKind.ORDER_SIGN, patient, "context.userId");

        ObjectNode dispatched = TestCalls.of(CdsServiceKind.ORDER_DISPATCH);
        context(dispatched)
                .putArray("dispatchedOrders")
                .add("MedicationRequest/m9")
                .add("Observation/o1");
        assertNamed(CdsServiceKind.ORDER_DISPATCH, dispatched, "context.dispatchedOrders[1]");

        ObjectNode selected = TestCalls.of(CdsServiceKind.ORDER_SELECT);
        context(selected)
                .putArray("selections")
                .add("MedicationRequest/draft-1")
                .add(7);
        assertNamed(CdsServiceKind.ORDER_SELECT, selected, "context.selections[1]");

        ObjectNode encounter = TestCalls.of(CdsServiceKind.ORDER_SIGN);
        context(encounter).put("encounterId", "Encounter/e1");
        assertNamed(CdsServiceKind.ORDER_SIGN, encounter, "context.encounterId");
    }

    @Test
    void aTaskOfAnotherOrderIsNamed() {
        ObjectNode right = withTask("MedicationRequest/m9");
        assertThat(read(CdsServiceKind.ORDER_DISPATCH, right).dispatched()).hasSize(1);

        assertNamed(
                CdsServiceKind.ORDER_DISPATCH,
                withTask("MedicationRequest/other"),
                "context.fulfillmentTasks[0].focus.reference");
        ObjectNode none = withTask("MedicationRequest/m9");
        at(context(none), "fulfillmentTasks[0]").remove("focus");
        assertNamed(CdsServiceKind.ORDER_DISPATCH, none, "context.fulfillmentTasks[0].focus");
    }

    @Test
    void aTokenForAnotherPatientIsNotUsed() {
        ObjectNode call = TestCalls.of(CdsServiceKind.ORDER_SIGN).put("fhirServer", TestClients.ISSUER);
        call.putObject("fhirAuthorization")
                .put("access_token", "opaque")
                .put("token_type", "Bearer")
                .put("scope", "patient/*.rs")
                .put("patient", "p2");
        assertNamed(CdsServiceKind.ORDER_SIGN, call, "fhirAuthorization.patient");

        at(call, "fhirAuthorization").put("patient", "p1").put("expires_in", "soon");
        assertNamed(CdsServiceKind.ORDER_SIGN, call, "fhirAuthorization.expires_in");

        at(call, "fhirAuthorization").put("expires_in", 300).put("token_type", "mac");
        assertNamed(CdsServiceKind.ORDER_SIGN, call, "fhirAuthorization.token_type");
    }

    @Test
    void whatWasSentKeepsEveryDigitAndEveryFieldWeDoNotKnow() {
        String body = TestCalls.of(CdsServiceKind.ORDER_SIGN)
                .toString()
                .replace(
                        "\"intent\":\"order\"",
                        "\"intent\":\"order\",\"x-dose\":1.50,\"x-id\":12345678901234567890.12345");
        String prefetched = body.replace("\"prefetch\":{", "\"prefetch\":{\"extra\": {\"a\" : 0.50},\"none\":null,");

        HookRequest request = read(CdsServiceKind.ORDER_SIGN, prefetched);

        assertThat(request.draftOrders()).contains("\"x-dose\":1.50", "\"x-id\":12345678901234567890.12345");
        assertThat(request.prefetch()).containsEntry("extra", "{\"a\" : 0.50}").containsEntry("none", "null");
    }

    @Test
    void aBodyThatIsNoJsonObjectIsToldSo() {
        for (String body : List.of("", "{", "[]", "7", "null", "{} {}", "{\"hook\":\"order-sign\",}")) {
            assertNamed(CdsServiceKind.ORDER_SIGN, body, "body");
        }
        byte[] latin = "{\"hook\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> reader.read(List.of(CdsServiceKind.ORDER_SIGN), EHR, latin))
                .hasMessage("body: expected UTF-8, got another encoding");
    }

    @Test
    void aBodyNestedTooDeeplyOrWithAFieldTwiceIsRefused() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        assertNamed(CdsServiceKind.ORDER_SIGN, "{\"x\":" + deep + "}", "body");
        assertNamed(CdsServiceKind.ORDER_SIGN, "{\"prefetch\":{\"patient\":" + deep + "}}", "body");
        assertNamed(CdsServiceKind.ORDER_SIGN, "{\"hook\":\"order-sign\",\"hook\":\"order-sign\"}", "hook");
        assertNamed(CdsServiceKind.ORDER_SIGN, "{\"prefetch\":{\"a\":null,\"a\":{}}}", "prefetch.a");
        assertNamed(CdsServiceKind.ORDER_SIGN, "{\"prefetch\":{\"a\":[]}}", "prefetch.a");
    }

    @Test
    void theHookMustBeOneOfTheIdThatWasCalled() {
        byte[] body = TestCalls.of(CdsServiceKind.ORDER_SIGN).toString().getBytes(StandardCharsets.UTF_8);

        assertThat(reader.read(List.of(CdsServiceKind.ORDER_SELECT, CdsServiceKind.ORDER_SIGN), EHR, body)
                        .service())
                .isEqualTo(CdsServiceKind.ORDER_SIGN);
        assertThatThrownBy(() -> reader.read(List.of(CdsServiceKind.PATIENT_VIEW), EHR, body))
                .hasMessage("hook: expected 'patient-view' at this service, got another hook");
    }

    private static ObjectNode withTask(String order) {
        ObjectNode call = TestCalls.of(CdsServiceKind.ORDER_DISPATCH);
        ObjectNode task = context(call).putArray("fulfillmentTasks").addObject().put("resourceType", "Task");
        task.putObject("focus").put("reference", order);
        task.putObject("for").put("reference", "Patient/p1");
        return call;
    }

    private static ArrayNode many(int entries) {
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < entries; i++) {
            array.add("MedicationRequest/m" + i);
        }
        return array;
    }

    /** The object at a path of names and indexes. */
    private static ObjectNode at(ObjectNode root, String path) {
        JsonNode node = root;
        for (String part : path.replace("[", ".").replace("]", "").split("\\.")) {
            node = node.isArray() ? node.get(Integer.parseInt(part)) : node.path(part);
        }
        return (ObjectNode) node;
    }

    private void assertNamed(CdsServiceKind service, ObjectNode call, String field) {
        assertNamed(service, call.toString(), field);
    }

    private void assertNamed(CdsServiceKind service, String body, String field) {
        FieldProblem problem = catchThrowableOfType(FieldProblem.class, () -> read(service, body));
        assertThat(problem).as(body.length() > 2_000 ? field : body).isNotNull();
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem).hasMessageStartingWith(field + ": expected ");
        assertThat(String.valueOf(problem.getMessage())).hasSizeLessThan(500);
    }

    private HookRequest read(CdsServiceKind service, ObjectNode call) {
        return read(service, call.toString());
    }

    private HookRequest read(CdsServiceKind service, String body) {
        return reader.read(List.of(service), EHR, body.getBytes(StandardCharsets.UTF_8));
    }
}

package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.web.config.IssuerSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Every field of every hook with every defect: refused by the name of the field, or listed among the deliberate leniencies. */
class HookInputMatrixTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final IssuerSettings EHR = TestClients.with().issuers().getFirst();
    private static final int MANY = 1_000;
    private static final String ELSEWHERE = "https://elsewhere.example/fhir";
    private static final List<String> ROOT = List.of("hook", "hookInstance", "context", "prefetch", "fhirServer");
    private static final List<String> AUTHORIZATION =
            List.of("access_token", "token_type", "expires_in", "scope", "subject", "patient");
    private static final List<Leniency> LENIENCIES = leniencies();

    private final HookRequestReader reader = new HookRequestReader();

    /** A row of the table. */
    private record Leniency(Set<String> hooks, String field, Set<String> defects, String outcome) {
        boolean isOf(CdsServiceKind service, String path, String defect) {
            boolean ofHook = hooks.contains("*") || hooks.contains(service.hook());
            return ofHook && field.equals(path) && defects.contains(defect);
        }
    }

    static Stream<Arguments> fields() {
        return CdsServiceKind.all().stream()
                .flatMap(service -> paths(service).map(path -> Arguments.of(service, path)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("fields")
    void eachDefectOfAFieldIsNamedOrDeliberatelyLetPass(CdsServiceKind service, String path) {
        Map<String, ObjectNode> defects = defects(service, path);

        assertThat(defects.keySet()).contains("missing", "null", "boolean");
        defects.forEach((defect, call) -> {
            String outcome = LENIENCIES.stream()
                    .filter(row -> row.isOf(service, path, defect))
                    .map(Leniency::outcome)
                    .findFirst()
                    .orElse("named");
            FieldProblem problem = problem(service, call);
            if (outcome.equals("read")) {
                assertThat(problem).as(defect).isNull();
                return;
            }
            assertThat(problem).as(defect).isNotNull();
            assertThat(problem.status()).as(defect).isEqualTo(400);
            assertThat(problem.getMessage()).as(defect).hasSizeLessThan(500).doesNotContain("elsewhere.example", "p2");
            String field = problem.field();
            boolean named = field.equals(path) || field.startsWith(path + ".") || field.startsWith(path + "[");
            assertThat(named).as(defect + ": " + problem.field()).isEqualTo(outcome.equals("named"));
        });
    }

    @Test
    void everyRightCallIsReadAndEveryRowOfTheTableIsAboutADefectThatThereIs() {
        Set<String> there = new HashSet<>();
        CdsServiceKind.all().forEach(service -> {
            assertThat(problem(service, right(service))).isNull();
            paths(service)
                    .forEach(path -> defects(service, path)
                            .keySet()
                            .forEach(defect -> Stream.of("*", service.hook())
                                    .forEach(hook -> there.add(hook + " " + path + " " + defect))));
        });

        assertThat(LENIENCIES)
                .allSatisfy(row -> row.hooks()
                        .forEach(hook -> row.defects()
                                .forEach(defect ->
                                        assertThat(there).contains(hook + " " + row.field() + " " + defect))));
    }

    @Test
    void aUuidInAnotherFormIsNone() {
        for (String other : List.of("1-1-1-1-1", "d1577c69dfbe44adba6d3e05e953b2ea")) {
            ObjectNode call = right(CdsServiceKind.PATIENT_VIEW).put("hookInstance", other);
            assertThat(Objects.requireNonNull(problem(CdsServiceKind.PATIENT_VIEW, call))
                            .field())
                    .isEqualTo("hookInstance");
        }
        ObjectNode upper = right(CdsServiceKind.PATIENT_VIEW);
        upper.put("hookInstance", "D1577C69-DFBE-44AD-BA6D-3E05E953B2EA");
        assertThat(problem(CdsServiceKind.PATIENT_VIEW, upper)).isNull();
    }

    private static Stream<String> paths(CdsServiceKind service) {
        Stream<String> authorization = AUTHORIZATION.stream().map(name -> "fhirAuthorization." + name);
        Stream<String> context =
                TestCalls.context(right(service)).propertyNames().stream().map(name -> "context." + name);
        return Stream.of(ROOT.stream(), Stream.of("fhirAuthorization"), authorization, context)
                .flatMap(names -> names);
    }

    /** A call with every field that its hook has. */
    private static ObjectNode right(CdsServiceKind service) {
        ObjectNode call = TestCalls.of(service).put("fhirServer", TestClients.ISSUER);
        call.putObject("fhirAuthorization")
                .put("access_token", "opaque")
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.rs")
                .put("subject", "prodrome")
                .put("patient", "p1");
        if (service == CdsServiceKind.ORDER_DISPATCH) {
            TestCalls.context(call).putArray("fulfillmentTasks").add(TestCalls.object("""
                    {"resourceType":"Task","focus":{"reference":"MedicationRequest/m9"},"for":{"reference":"Patient/p1"}}"""));
        }
        return call;
    }

    /** Calls with one defect each, by its name. */
    private static Map<String, ObjectNode> defects(CdsServiceKind service, String path) {
        JsonNode right = parent(right(service), path).path(name(path));
        Map<String, JsonNode> wrong = new LinkedHashMap<>();
        wrong.put("null", NODES.nullNode());
        wrong.put("number", right.isNumber() ? NODES.stringNode("300") : NODES.numberNode(7));
        wrong.put("boolean", NODES.booleanNode(true));
        wrong.put("object", right.isObject() ? NODES.stringNode("text") : NODES.objectNode());
        wrong.put(
                "array",
                right.isArray() ? NODES.arrayNode().add(7) : NODES.arrayNode().add(right));
        wrong.put("empty", empty(right));
        wrong.put("huge", huge(right));
        wrong.put("another patient", of(right, "p2", "Patient/p2"));
        wrong.put("another server", of(right, ELSEWHERE, ELSEWHERE + "/Patient/p1"));
        wrong.values().removeIf(value -> value.equals(right));
        Map<String, ObjectNode> calls = new LinkedHashMap<>();
        ObjectNode without = right(service);
        parent(without, path).remove(name(path));
        calls.put("missing", without);
        wrong.forEach((defect, value) -> {
            ObjectNode call = right(service);
            parent(call, path).set(name(path), value);
            calls.put(defect, call);
        });
        return calls;
    }

    private static JsonNode empty(JsonNode right) {
        if (right.isContainer()) {
            return right.isArray() ? NODES.arrayNode() : NODES.objectNode();
        }
        return right.isNumber() ? NODES.numberNode(0) : NODES.stringNode("");
    }

    /** More than makes sense; of an object without a list, the same object. */
    private static JsonNode huge(JsonNode right) {
        JsonNode copy = right.deepCopy();
        if (copy.isNumber()) {
            return NODES.numberNode(BigInteger.TEN.pow(40));
        }
        if (copy.isString()) {
            return NODES.stringNode("x".repeat(100 * MANY));
        }
        if (copy instanceof ObjectNode object && object.has("patient") && object.has("consents")) {
            for (int i = 0; i < MANY; i++) {
                object.putNull("key" + i);
            }
        } else if ((copy.isArray() ? copy : copy.path("entry")) instanceof ArrayNode list) {
            JsonNode one = list.get(0);
            for (int i = 1; i < MANY; i++) {
                list.add(one);
            }
        }
        return copy;
    }

    /** What refers to somebody or something, changed so that it is not this patient's or not of this server. */
    private static JsonNode of(JsonNode right, String plain, String reference) {
        if (right.isString()) {
            String text = right.stringValue();
            boolean server = text.equals(TestClients.ISSUER) && plain.equals(ELSEWHERE);
            boolean patient = text.equals("p1") && plain.equals("p2");
            boolean refers = text.matches("[A-Z][A-Za-z]+/[a-z0-9-]+");
            return server || patient ? NODES.stringNode(plain) : refers ? NODES.stringNode(reference) : right;
        }
        if (right.isArray() && right.get(0).isString()) {
            return NODES.arrayNode().add(reference);
        }
        return CdsSite.JSON.readTree(right.toString().replace("Patient/p1", reference));
    }

    private static ObjectNode parent(ObjectNode call, String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? call : (ObjectNode) call.path(path.substring(0, dot));
    }

    private static String name(String path) {
        return path.substring(path.indexOf('.') + 1);
    }

    private @Nullable FieldProblem problem(CdsServiceKind service, ObjectNode call) {
        try {
            reader.read(List.of(service), EHR, call.toString().getBytes(StandardCharsets.UTF_8));
            return null;
        } catch (FieldProblem problem) {
            return problem;
        }
    }

    private static List<Leniency> leniencies() {
        try (InputStream in = HookInputMatrixTest.class.getResourceAsStream("hook-leniencies.json")) {
            return CdsSite.JSON
                    .readTree(Objects.requireNonNull(in))
                    .path("leniencies")
                    .valueStream()
                    .map(row -> new Leniency(
                            texts(row, "hooks"),
                            row.path("field").stringValue(),
                            texts(row, "defects"),
                            row.path("outcome").stringValue()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the table of leniencies is not readable", e);
        }
    }

    private static Set<String> texts(JsonNode row, String name) {
        return row.path(name).valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
    }
}

package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.suite.load.CdsClient;
import org.prodrome.suite.load.HookCall;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Right and wrong calls of a registered CDS client; every error is an OperationOutcome. */
class CdsServiceTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIFE = Duration.ofMinutes(5);

    @TempDir
    static Path folder;

    private static CdsClient client;
    private static RunningProcess app;
    private static HookCall call;
    private static HttpClient http;
    private static Path config;

    @BeforeAll
    static void start() throws IOException {
        client = CdsClient.start();
        config = folder.resolve("client.yml");
        Files.writeString(config, client.configuration());
        app = TwoProcesses.appAlone(folder, config);
        call = HookCall.orderSign(client, app.address());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        app.close();
        client.close();
    }

    @Test
    void discoveryNamesEachServiceWithItsHookAndPrefetch() throws Exception {
        URI discovery = app.address().resolve("/cds-services");
        JsonNode services = json(get(discovery, client.token(discovery))).path("services");

        assertThat(services.valueStream().map(s -> s.path("hook").stringValue()))
                .containsExactlyInAnyOrder("patient-view", "order-select", "order-sign");
        assertThat(services.valueStream())
                .allSatisfy(service -> assertThat(
                                service.path("prefetch").path("patient").stringValue())
                        .isEqualTo("Patient/{{context.patientId}}"));
    }

    @Test
    void aDangerousOrderGetsACriticalCardWithAllAClientNeeds() throws Exception {
        JsonNode card = firstCritical(send(call.json()));

        assertThat(card.path("summary").stringValue()).hasSizeLessThan(140);
        assertThat(card.path("source").path("label").stringValue()).isNotBlank();
        assertThat(UUID.fromString(card.path("uuid").stringValue())).isNotNull();
        assertThat(card.path("selectionBehavior").stringValue()).isIn("at-most-one", "any");
        assertThat(card.path("overrideReasons").get(0).path("code").stringValue())
                .isEqualTo("will-monitor");
        assertThat(card.path("links").get(0).path("type").stringValue()).isEqualTo("smart");
        assertThat(card.path("suggestions")
                        .get(0)
                        .path("actions")
                        .get(0)
                        .path("resourceId")
                        .stringValue())
                .startsWith("MedicationRequest/draft-");
    }

    @Test
    void anUnsignedCallIsRefusedOnEveryPath() throws Exception {
        URI discovery = app.address().resolve("/cds-services");
        HttpResponse<String> found =
                http.send(HttpRequest.newBuilder(discovery).build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> hook =
                http.send(unsigned(call.endpoint(), call.json().toString()), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> feedback = http.send(
                unsigned(URI.create(call.endpoint() + "/feedback"), "{\"feedback\":[]}"),
                HttpResponse.BodyHandlers.ofString());

        assertThat(Stream.of(found, hook, feedback)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).path("resourceType").stringValue()).isEqualTo("OperationOutcome");
        });
    }

    static Stream<Arguments> wrongTokens() throws JOSEException {
        Instant now = Instant.now();
        String here = call.endpoint().toString();
        String jti = UUID.randomUUID().toString();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(client.iss())
                .audience(here)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(jti)
                .build();
        SignedJWT hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID("shared")
                        .build(),
                claims);
        hmac.sign(new MACSigner(new byte[32]));
        return Stream.of(
                Arguments.of("not a JWT", "opaque", "signed JWT"),
                Arguments.of("without signature", new PlainJWT(claims).serialize(), "signed JWT"),
                Arguments.of("with a shared secret", hmac.serialize(), "signature"),
                Arguments.of(
                        "for another audience", client.token("https://elsewhere.example", now, LIFE, "a" + jti), "aud"),
                Arguments.of("expired", client.token(here, now.minusSeconds(900), LIFE, "b" + jti), "exp"),
                Arguments.of("from the future", client.token(here, now.plusSeconds(600), LIFE, "c" + jti), "iat"),
                Arguments.of("living too long", client.token(here, now, Duration.ofHours(2), "d" + jti), "iat"));
    }

    @ParameterizedTest(name = "a token {0}")
    @MethodSource("wrongTokens")
    void aWrongTokenIsRefusedAndTheClaimNamed(String what, String token, String named) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(call.endpoint())
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(call.json().toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(what).isEqualTo(401);
        assertThat(answer.body()).contains(named).doesNotContain(token);
    }

    @Test
    void aTokenIsGoodForOneCall() throws Exception {
        HttpRequest request = call.signed(call.json().toString());

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        HttpResponse<String> again = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body()).contains("jti");
    }

    static Stream<Arguments> brokenRequests() {
        return Stream.of(
                broken("hook", body -> body.remove("hook")),
                broken("hook", body -> body.put("hook", "patient-view")),
                broken("hookInstance", body -> body.put("hookInstance", "7")),
                broken("context", body -> body.remove("context")),
                broken("context.userId", body -> context(body).put("userId", "me")),
                broken("context.patientId", body -> context(body).put("patientId", "../Patient/1")),
                broken("context.draftOrders", body -> context(body).remove("draftOrders")),
                broken("prefetch.patient", body -> ((ObjectNode) body.path("prefetch")).put("patient", "text")),
                broken("fhirServer", body -> body.put("fhirServer", "https://elsewhere.example/fhir")));
    }

    @ParameterizedTest(name = "a request with a wrong {0}")
    @MethodSource("brokenRequests")
    void aMalformedRequestIsRefusedAndTheFieldNamed(String field, Consumer<ObjectNode> breakIt) throws Exception {
        ObjectNode body = call.json();
        breakIt.accept(body);
        HttpResponse<String> answer = send(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode issue = json(answer).path("issue").get(0);
        assertThat(issue.path("expression").get(0).stringValue()).isEqualTo(field);
        assertThat(issue.path("diagnostics").stringValue()).startsWith(field + ": expected ");
    }

    @Test
    void textThatIsNotJsonIsRefused() throws Exception {
        HttpResponse<String> answer = http.send(call.signed("{"), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("body: expected well-formed JSON");
    }

    @Test
    void withoutThePatientTheAnswerIsPreconditionFailed() throws Exception {
        ObjectNode body = call.json();
        ((ObjectNode) body.path("prefetch")).remove("patient");

        assertThat(send(body).statusCode()).isEqualTo(412);
    }

    @Test
    void aMissingAllergyListIsSaidNotPassed() throws Exception {
        ObjectNode body = call.json();
        ((ObjectNode) body.path("prefetch")).remove("allergies");
        ObjectNode coding = (ObjectNode) context(body)
                .path("draftOrders")
                .path("entry")
                .get(0)
                .path("resource")
                .path("medicationCodeableConcept")
                .path("coding")
                .get(0);
        coding.put("code", "308191").put("display", "amoxicillin 500 MG Oral Capsule");

        assertThat(send(body).body()).containsIgnoringCase("allerg");
    }

    @Test
    void anOverrideIsOneDecisionHoweverOftenItIsReportedAndOutlivesAKilledProcess() throws Exception {
        JsonNode card = firstCritical(send(call.json()));
        String feedback = override(card.path("uuid").stringValue());
        assertThat(report(feedback).statusCode()).isEqualTo(200);
        assertThat(report(feedback).statusCode()).isEqualTo(200);

        int port = app.address().getPort();
        app.kill();
        app = TwoProcesses.appAlone(folder, config, port);

        assertThat(send(call.json()).body()).doesNotContain(card.path("summary").stringValue());
    }

    @Test
    void feedbackWithAWrongFieldIsRefusedAndNothingOfItKept() throws Exception {
        HttpResponse<String> answer = report("{\"feedback\":[{\"card\":\"" + UUID.randomUUID()
                + "\",\"outcome\":\"ignored\",\"outcomeTimestamp\":\"now\"}]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("feedback[0].outcomeTimestamp");
    }

    @Test
    void neitherTokenNorPatientReachesTheLog() throws Exception {
        ObjectNode body = call.json();
        HttpRequest request = call.signed(body.toString());
        http.send(request, HttpResponse.BodyHandlers.ofString());
        String token =
                request.headers().firstValue("Authorization").orElseThrow().substring(7);

        assertThat(app.log())
                .doesNotContain(token)
                .doesNotContain(context(body).path("patientId").stringValue());
    }

    private static Arguments broken(String field, Consumer<ObjectNode> how) {
        return Arguments.of(field, how);
    }

    private static ObjectNode context(ObjectNode body) {
        return (ObjectNode) body.path("context");
    }

    private static String override(String card) {
        return """
                {"feedback":[{"card":"%s","outcome":"overridden","overrideReason":{"reason":{"code":"will-monitor",
                "system":"https://prodrome.org/fhir/CodeSystem/override-reason"},"userComment":"seen"},
                "outcomeTimestamp":"%s"}]}""".formatted(card, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static HttpResponse<String> report(String feedback) throws Exception {
        URI target = URI.create(call.endpoint() + "/feedback");
        return http.send(
                HttpRequest.newBuilder(target)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + client.token(target))
                        .POST(HttpRequest.BodyPublishers.ofString(feedback))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> send(ObjectNode body) throws Exception {
        return http.send(call.signed(body.toString()), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest unsigned(URI target, String body) {
        return HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> get(URI target, String token) throws Exception {
        return http.send(
                HttpRequest.newBuilder(target)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static JsonNode firstCritical(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer)
                .path("cards")
                .valueStream()
                .filter(card -> card.path("indicator").stringValue().equals("critical"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no critical card in " + answer.body()));
    }
}

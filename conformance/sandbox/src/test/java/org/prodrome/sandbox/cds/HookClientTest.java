package org.prodrome.sandbox.cds;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HookClientTest {

    private static final HookContext VIEW = new HookContext.PatientView("Practitioner/dr", "p1", null);

    private final List<Instant> now = new java.util.ArrayList<>(List.of(Instant.parse("2026-11-20T10:00:00Z")));
    private CdsPeer peer;

    @BeforeEach
    void startPeer() throws IOException {
        peer = new CdsPeer();
    }

    @AfterEach
    void stopPeer() {
        peer.close();
    }

    @Test
    void callsTheServiceWithAnInstanceOfItsOwnAndTheTokenOfOnePatient() {
        peer.offering("svc", "patient-view", "{}");

        List<HookAnswer> answers = client(Duration.ofSeconds(5)).fire(VIEW);

        assertThat(answers).singleElement().isInstanceOf(HookAnswer.Answered.class);
        JsonNode request = peer.askedAt("/cds-services/svc").getFirst().body();
        assertThat(request.path("hook").stringValue()).isEqualTo("patient-view");
        assertThat(UUID.fromString(request.path("hookInstance").stringValue()).version())
                .isEqualTo(4);
        assertThat(request.path("context")).isEqualTo(json("{\"userId\":\"Practitioner/dr\",\"patientId\":\"p1\"}"));
        assertThat(request.path("fhirServer").stringValue()).isEqualTo(peer.origin() + "/fhir");
        assertThat(request.path("fhirAuthorization")).isEqualTo(json("""
                {"access_token":"t","token_type":"Bearer","expires_in":60,"scope":"patient/*.rs","subject":"app",
                 "patient":"p1"}"""));
        assertThat(request.has("prefetch")).isFalse();
    }

    @Test
    void signsDiscoveryCallAndFeedbackEachForItsOwnAddress() throws Exception {
        peer.offering("svc", "patient-view", "{}");
        HookClient client = client(Duration.ofSeconds(5));

        CdsService service = ((HookAnswer.Answered) client.fire(VIEW).getFirst()).service();
        assertThat(client.tell(service, new Feedback.Accepted("c", List.of("s"), now.getFirst())))
                .isTrue();

        for (String path : List.of("/cds-services", "/cds-services/svc", "/cds-services/svc/feedback")) {
            String bearer = peer.askedAt(path).getFirst().authorization().substring("Bearer ".length());
            assertThat(SignedJWT.parse(bearer).getJWTClaimsSet().getAudience()).containsExactly(peer.origin() + path);
        }
    }

    @Test
    void givesOnlyThePrefetchThatWasAskedForAndTellsNothingThereFromNotRead() {
        peer.offering("svc", "patient-view", """
                {"there":"Patient/{{context.patientId}}","gone":"Patient/none","none":"Encounter/{{context.encounterId}}",
                 "broken":"Observation?patient=x","dead":"Condition?patient=x"}""");
        String outcome = "{\"resourceType\":\"OperationOutcome\"}";
        peer.answeringAt("/fhir/Patient/p1", 200, "{\"resourceType\":\"Patient\",\"id\":\"p1\"}")
                .answeringAt("/fhir/Patient/none", 404, outcome)
                .answeringAt("/fhir/Observation", 500, outcome)
                .answeringAt("/fhir/Condition", 503, "<html>busy</html>");

        client(Duration.ofSeconds(5)).fire(VIEW);

        JsonNode prefetch = peer.askedAt("/cds-services/svc").getFirst().body().path("prefetch");
        assertThat(prefetch).isEqualTo(json("""
                {"there":{"resourceType":"Patient","id":"p1"},"gone":null,
                 "broken":{"resourceType":"OperationOutcome"}}"""));
        assertThat(peer.askedAt("/fhir/Patient/p1").getFirst().authorization()).isEqualTo("Bearer t");
    }

    @Test
    void dropsAnAnswerThatComesTooLate() {
        peer.offering("svc", "patient-view", "{}").silentOn("svc");

        assertThat(client(Duration.ofMillis(300)).fire(VIEW)).singleElement().isInstanceOf(HookAnswer.Late.class);
    }

    @Test
    void putsAServicesErrorIntoWords() {
        peer.offering("svc", "patient-view", "{}").answeringAt("/cds-services/svc", 500, """
                {"resourceType":"OperationOutcome","issue":[{"diagnostics":"context.patientId: expected an id"}]}""");

        assertThat(client(Duration.ofSeconds(5)).fire(VIEW))
                .containsExactly(
                        new HookAnswer.Failed("Peer", "answered with status 500: context.patientId: expected an id"));
    }

    @Test
    void saysSoWhenNoServiceCanBeReached() {
        peer.close();

        assertThat(client(Duration.ofSeconds(5)).fire(VIEW)).singleElement().isInstanceOf(HookAnswer.Failed.class);
    }

    @Test
    void asksForTheServicesAgainOnlyWhenTheAnswerHasAged() {
        peer.offering("svc", "patient-view", "{}");
        HookClient client = client(Duration.ofSeconds(5));

        client.fire(VIEW);
        client.fire(VIEW);
        assertThat(peer.askedAt("/cds-services")).hasSize(1);

        now.set(0, now.getFirst().plusSeconds(61));
        peer.offering("svc", "order-sign", "{}");
        assertThat(client.fire(VIEW)).isEmpty();
        assertThat(peer.askedAt("/cds-services")).hasSize(2);
    }

    private HookClient client(Duration timeout) {
        InstantSource clock = now::getFirst;
        CdsClientSettings settings =
                new CdsClientSettings(List.of(peer.services()), timeout, Duration.ofSeconds(60), "app");
        FhirGrant.Desk grants =
                (patient, user) -> new FhirGrant("t", Duration.ofSeconds(60), "patient/*.rs", "app", patient);
        return new HookClient(
                settings,
                new ClientKey(URI.create("http://localhost:9090"), clock),
                grants,
                URI.create(peer.origin() + "/fhir"),
                JsonMapper.builder().build(),
                clock);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}

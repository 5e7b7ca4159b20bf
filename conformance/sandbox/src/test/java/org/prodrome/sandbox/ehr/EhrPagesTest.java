package org.prodrome.sandbox.ehr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.cds.CdsPeer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages' API against a recorded CDS service, over HTTP. */
class EhrPagesTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private CdsPeer peer;
    private Sandbox ehr;
    private String patient;

    @BeforeEach
    void startEhrAndPeer() throws IOException {
        peer = new CdsPeer().offeringAll();
        ehr = Sandbox.start(SandboxSettings.onFreePort().withAppAt(peer.origin()));
        Patient person = new Patient().setGender(AdministrativeGender.FEMALE);
        person.addName().setFamily("<img src=x onerror=alert(1)>").addGiven("Ann");
        patient = ehr.store().create(person).getIdElement().getIdPart();
    }

    @AfterEach
    void stop() {
        ehr.close();
        peer.close();
        http.close();
    }

    @Test
    void everyPageForbidsScriptsOfOthersAndFramesOnlyRegisteredApps() throws Exception {
        for (String path : new String[] {"/", "/chart/" + patient, "/chart/" + patient + "/orders"}) {
            HttpResponse<String> page = send("GET", path, "");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("script-src 'self'", "frame-src 'self' " + peer.origin(), "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.body()).doesNotContain("onerror");
        }
    }

    @Test
    void showsTheChartWhateverTheCdsServiceDoes() throws Exception {
        peer.close();

        assertThat(call("GET", "/patients/" + patient + "/chart")
                        .at("/patient/sex")
                        .stringValue())
                .isEqualTo("female");
        assertThat(call("POST", "/patients/" + patient + "/patient-view")
                        .at("/answers/0/words")
                        .stringValue())
                .contains("could not be reached");
    }

    @Test
    void theServiceGetsPrefetchAndATokenThatOpensOnlyThisPatient() throws Exception {
        peer.offering("patient-view", "patient-view", "{\"p\":\"Patient/{{context.patientId}}\"}");
        String other = ehr.store().create(new Patient()).getIdElement().getIdPart();

        call("POST", "/patients/" + patient + "/patient-view");

        JsonNode request = peer.askedAt("/cds-services/patient-view").getFirst().body();
        assertThat(request.at("/prefetch/p/id").stringValue()).isEqualTo(patient);
        assertThat(request.at("/fhirAuthorization/patient").stringValue()).isEqualTo(patient);
        String token = request.at("/fhirAuthorization/access_token").stringValue();
        assertThat(read("/fhir/Patient/" + patient, token)).isEqualTo(200);
        assertThat(read("/fhir/Patient/" + other, token)).isNotEqualTo(200);
    }

    private int read(String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ehr.origin() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void anAppliedSuggestionLandsAsADraftThatSaysWhoDraftedAndWhoAcceptedIt() throws Exception {
        peer.answering("patient-view", request -> card("warning", create("p")));

        JsonNode card = call("POST", "/patients/" + patient + "/patient-view").at("/answers/0/cards/0");
        JsonNode after = call("POST", "/cards/" + card.path("key").stringValue() + "/suggestions/0");

        assertThat(after.at("/answers/0/cards/0/state").stringValue()).isEqualTo("accepted");
        JsonNode order = call("GET", "/patients/" + patient + "/orders").at("/orders/0");
        assertThat(order.path("status").stringValue()).isEqualTo("draft");
        assertThat(order.path("provenance").stringValue()).isEqualTo("drafted by Peer, accepted by Dr. Maren Okafor");
        assertThat(feedback("patient-view").path("acceptedSuggestions").toString())
                .isEqualTo("[{\"id\":\"s-1\"}]");
    }

    @Test
    void aSuggestionThatFailsChangesNothingAndIsNotReported() throws Exception {
        peer.answering("patient-view", request -> card("warning", create("p") + "," + delete("ServiceRequest/none")));

        JsonNode card = call("POST", "/patients/" + patient + "/patient-view").at("/answers/0/cards/0");
        HttpResponse<String> refused =
                send("POST", "/ehr/api/cards/" + card.path("key").stringValue() + "/suggestions/0", "{}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("not applied");
        assertThat(call("GET", "/patients/" + patient + "/orders").path("orders"))
                .isEmpty();
        assertThat(peer.askedAt("/cds-services/patient-view/feedback")).isEmpty();
    }

    @Test
    void choosingAnOrderTellsTheServiceWhichOneAmongAllDrafts() throws Exception {
        call("POST", "/patients/" + patient + "/drafts", "{\"orderable\":\"lisinopril-10\"}");
        call("POST", "/patients/" + patient + "/drafts", "{\"orderable\":\"hba1c\"}");

        JsonNode context =
                peer.askedAt("/cds-services/order-select").getLast().body().path("context");
        assertThat(context.at("/draftOrders/entry")).hasSize(2);
        JsonNode chosen = context.at("/draftOrders/entry/1/resource");
        assertThat(chosen.path("status").stringValue()).isEqualTo("draft");
        assertThat(context.path("selections").toString())
                .isEqualTo("[\"ServiceRequest/" + chosen.path("id").stringValue() + "\"]");
    }

    @Test
    void aCriticalCardHoldsTheSignatureUntilItIsOverriddenWithAReason() throws Exception {
        peer.answering("order-sign", request -> card("critical", create("p")));
        call("POST", "/patients/" + patient + "/drafts", "{\"orderable\":\"amoxicillin-500\"}");

        JsonNode held = call("POST", "/patients/" + patient + "/drafts/sign");
        assertThat(held.path("state").stringValue()).isEqualTo("HELD");
        String card = "/cards/" + held.at("/answers/0/cards/0/key").stringValue();
        assertThat(send("POST", "/ehr/api" + card + "/override", "{}").statusCode())
                .isEqualTo(422);
        assertThat(call("POST", "/patients/" + patient + "/drafts/sign")
                        .path("state")
                        .stringValue())
                .isEqualTo("HELD");

        call("POST", card + "/override", "{\"reason\":0,\"comment\":\"seen daily\"}");
        JsonNode signed = call("POST", "/patients/" + patient + "/drafts/sign");

        assertThat(signed.path("state").stringValue()).isEqualTo("SIGNED");
        assertThat(call("GET", "/patients/" + patient + "/orders")
                        .at("/orders/0/status")
                        .stringValue())
                .isEqualTo("active");
        JsonNode told = feedback("order-sign");
        assertThat(told.path("outcome").stringValue()).isEqualTo("overridden");
        assertThat(told.at("/overrideReason/reason/code").stringValue()).isEqualTo("monitor");
        assertThat(told.at("/overrideReason/userComment").stringValue()).isEqualTo("seen daily");
        assertThat(peer.askedAt("/cds-services/order-sign")).hasSize(1);
    }

    @Test
    void applyingTheSuggestionOfACriticalCardSwapsTheOrderAndChecksAgain() throws Exception {
        peer.answering("order-sign", request -> {
            JsonNode draft = request.at("/context/draftOrders/entry/0/resource");
            return draft.path("medicationCodeableConcept").has("coding")
                    ? card(
                            "critical",
                            create("p") + ","
                                    + delete("MedicationRequest/"
                                            + draft.path("id").stringValue()))
                    : "{\"cards\":[]}";
        });
        call("POST", "/patients/" + patient + "/drafts", "{\"orderable\":\"amoxicillin-500\"}");
        JsonNode held = call("POST", "/patients/" + patient + "/drafts/sign");

        JsonNode swapped =
                call("POST", "/cards/" + held.at("/answers/0/cards/0/key").stringValue() + "/suggestions/0");
        assertThat(swapped.path("drafts")).hasSize(1);
        assertThat(swapped.at("/drafts/0/text").stringValue()).isEqualTo("Instead");

        assertThat(call("POST", "/patients/" + patient + "/drafts/sign")
                        .path("state")
                        .stringValue())
                .isEqualTo("SIGNED");
        assertThat(peer.askedAt("/cds-services/order-sign")).hasSize(2);
        assertThat(call("GET", "/patients/" + patient + "/orders")
                        .at("/orders/0/provenance")
                        .stringValue())
                .startsWith("drafted by Peer");
    }

    @Test
    void aSmartLinkLaunchesOnlyARegisteredAppWithTheCardsContext() throws Exception {
        peer.answering("patient-view", request -> card("info", ""));

        JsonNode card = call("POST", "/patients/" + patient + "/patient-view").at("/answers/0/cards/0");
        String key = "/cards/" + card.path("key").stringValue();

        assertThat(call("POST", key + "/links/0").path("url").stringValue())
                .startsWith(peer.origin() + "/launch?iss=")
                .contains("launch=");
        assertThat(send("POST", "/ehr/api" + key + "/links/1", "{}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void refusesWhatAnotherSitesFormCouldSend() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(
                        URI.create(ehr.origin() + "/ehr/api/patients/" + patient + "/drafts/sign"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThat(http.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    }

    @Test
    void actsAsTheChosenPractitioner() throws Exception {
        HttpResponse<String> chosen = send("PUT", "/ehr/api/acting", "{\"practitioner\":\"sandbox-resident\"}");

        assertThat(chosen.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("ehr-acting=sandbox-resident", "SameSite=Strict");
        assertThat(call("GET", "/practitioners").path("practitioners")).hasSizeGreaterThan(1);
    }

    @Test
    void publishesTheKeyItsCallsAreSignedWith() throws Exception {
        assertThat(send("GET", "/cds-client/jwks.json", "").body())
                .contains("\"crv\":\"P-384\"")
                .doesNotContain("\"d\"");
    }

    private JsonNode feedback(String service) {
        return peer.askedAt("/cds-services/" + service + "/feedback")
                .getFirst()
                .body()
                .at("/feedback/0");
    }

    private String create(String label) {
        return """
                {"type":"create","description":"%s","resource":{"resourceType":"MedicationRequest","status":"draft",
                 "intent":"proposal","subject":{"reference":"Patient/%s"},
                 "medicationCodeableConcept":{"text":"Instead"}}}""".formatted(label, patient);
    }

    private static String delete(String reference) {
        return "{\"type\":\"delete\",\"description\":\"remove\",\"resourceId\":\"" + reference + "\"}";
    }

    private String card(String indicator, String actions) {
        String suggestions = actions.isEmpty()
                ? ""
                : "\"selectionBehavior\":\"at-most-one\",\"suggestions\":[{\"label\":\"do\",\"uuid\":\"s-1\",\"actions\":["
                        + actions + "]}],";
        return """
                {"cards":[{"uuid":"%s","summary":"look","indicator":"%s","source":{"label":"Peer rules"},%s
                 "overrideReasons":[{"code":"monitor","system":"urn:r","display":"Will monitor"}],"links":[
                 {"label":"open","type":"smart","url":"%s/launch","appContext":"matter=1"},
                 {"label":"open","type":"smart","url":"https://elsewhere.example/launch"}]}]}""".formatted(UUID.randomUUID(), indicator, suggestions, peer.origin());
    }

    private JsonNode call(String method, String path) throws IOException, InterruptedException {
        return call(method, path, "{}");
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, "/ehr/api" + path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ehr.origin() + path));
        HttpRequest.Builder ready = method.equals("GET")
                ? request.GET()
                : request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        return http.send(ready.build(), BodyHandlers.ofString());
    }
}

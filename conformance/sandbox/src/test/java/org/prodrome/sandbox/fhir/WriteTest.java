package org.prodrome.sandbox.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;

@ExtendWith(SandboxExtension.class)
class WriteTest {

    private static final String ORDER = """
            {"resourceType":"ServiceRequest","identifier":[{"system":"urn:tiny:order","value":"%s"}],
             "status":"draft","intent":"proposal","code":{"text":"Kidney ultrasound"},
             "subject":{"reference":"Patient/ada"},"authoredOn":"2026-02-02"}
            """;

    private final TestApp app;
    private String token = "";

    WriteTest(TestApp app) {
        this.app = app;
    }

    @BeforeEach
    void launch() {
        token = app.accessToken("launch patient/*.cruds");
    }

    @Test
    void saysWhereTheCreatedResourceIsAndWhichVersion() {
        HttpResponse<String> created = app.fhirPost("ServiceRequest", ORDER.formatted("a"), token);
        assertThat(created.statusCode()).isEqualTo(201);
        String id = TestApp.json(created).path("id").asString();
        assertThat(created.headers().firstValue("Location"))
                .hasValue(app.sandbox().fhirBase() + "/ServiceRequest/" + id + "/_history/1");
        assertThat(created.headers().firstValue("ETag")).hasValue("W/\"1\"");
        HttpResponse<String> read = app.fhir("ServiceRequest/" + id, token);
        assertThat(read.headers().firstValue("ETag")).hasValue("W/\"1\"");
        assertThat(SearchTest.ids(TestApp.json(app.fhir("ServiceRequest?identifier=urn:tiny:order|a", token)), "match"))
                .containsExactly(id);
    }

    @Test
    void createsOnceUnderACondition() {
        String condition = "identifier=urn:tiny:order|once";
        HttpResponse<String> first =
                app.fhirPost("ServiceRequest", ORDER.formatted("once"), token, "If-None-Exist", condition);
        HttpResponse<String> second =
                app.fhirPost("ServiceRequest", ORDER.formatted("once"), token, "If-None-Exist", condition);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(TestApp.json(second).path("id"))
                .isEqualTo(TestApp.json(first).path("id"));
    }

    @Test
    void refusesAConditionThatSeveralMeet() {
        app.fhirPost("ServiceRequest", ORDER.formatted("twice"), token);
        app.fhirPost("ServiceRequest", ORDER.formatted("twice"), token);
        HttpResponse<String> third = app.fhirPost(
                "ServiceRequest", ORDER.formatted("twice"), token, "If-None-Exist", "identifier=urn:tiny:order|twice");
        SearchTest.assertOutcome(third, 412);
    }

    @Test
    void updatesTheVersionThatWasReadAndKeepsTheOldOne() {
        String id = create("b");
        HttpResponse<String> updated =
                app.fhirPut("ServiceRequest/" + id, withId(id, "b2"), token, "If-Match", "W/\"1\"");
        assertThat(updated.statusCode()).isEqualTo(200);
        assertThat(updated.headers().firstValue("ETag")).hasValue("W/\"2\"");
        assertThat(app.fhir("ServiceRequest/" + id + "/_history/1", token).body())
                .contains("\"b\"");
        assertThat(app.fhir("ServiceRequest/" + id, token).body()).contains("\"b2\"");
        assertThat(app.fhir("ServiceRequest/" + id + "/_history/9", token).statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesAnUpdateOfAStaleVersionOrOfNone() {
        String id = create("c");
        app.fhirPut("ServiceRequest/" + id, withId(id, "c2"), token, "If-Match", "W/\"1\"");
        SearchTest.assertOutcome(
                app.fhirPut("ServiceRequest/" + id, withId(id, "c3"), token, "If-Match", "W/\"1\""), 412);
        SearchTest.assertOutcome(app.fhirPut("ServiceRequest/" + id, withId(id, "c3"), token), 400);
    }

    @Test
    void refusesAnIdOfTheClientsChoosing() {
        SearchTest.assertOutcome(
                app.fhirPut("ServiceRequest/mine", withId("mine", "d"), token, "If-Match", "W/\"1\""), 405);
    }

    @Test
    void refusesAMisspeltElement() {
        SearchTest.assertOutcome(
                app.fhirPost("ServiceRequest", ORDER.formatted("e").replace("authoredOn", "authordOn"), token), 400);
    }

    @Test
    void refusesAResourceWithoutItsPatient() {
        String orphan = "{\"resourceType\":\"ServiceRequest\",\"status\":\"draft\",\"intent\":\"proposal\"}";
        SearchTest.assertOutcome(app.fhirPost("ServiceRequest", orphan, token), 422);
    }

    @Test
    void putsAProvenanceIntoTheChartOfItsTarget() {
        String id = create("f");
        String provenance = """
                {"resourceType":"Provenance","target":[{"reference":"ServiceRequest/%s"}],
                 "recorded":"2026-02-02T10:00:00Z","agent":[{"who":{"reference":"Practitioner/sandbox-clinician"}}]}
                """;
        assertThat(app.fhirPost("Provenance", provenance.formatted(id), token).statusCode())
                .isEqualTo(201);
        assertThat(SearchTest.ids(TestApp.json(app.fhir("Provenance?target=ServiceRequest/" + id, token)), "match"))
                .hasSize(1);
        SearchTest.assertOutcome(app.fhirPost("Provenance", provenance.formatted("nothing"), token), 422);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, ServiceRequest/x", "GET, ServiceRequest/x/_history", "GET, Patient/ada/$summary"})
    void refusesWhatItDoesNotClaimToDo(String method, String path) {
        HttpResponse<String> response =
                app.send(HttpRequest.newBuilder(URI.create(app.sandbox().fhirBase() + "/" + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isBetween(400, 499);
        assertThat(response.body()).contains("OperationOutcome");
    }

    private String create(String name) {
        return TestApp.json(app.fhirPost("ServiceRequest", ORDER.formatted(name), token))
                .path("id")
                .asString();
    }

    private static String withId(String id, String name) {
        return ORDER.formatted(name).replace("{\"resource", "{\"id\":\"" + id + "\",\"resource");
    }
}

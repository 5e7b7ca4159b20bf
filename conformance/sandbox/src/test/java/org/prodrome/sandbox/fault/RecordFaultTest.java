package org.prodrome.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class RecordFaultTest {

    private static final String ORDER = """
            {"resourceType":"ServiceRequest","identifier":[{"system":"urn:tiny:lost","value":"1"}],
             "status":"draft","intent":"proposal","subject":{"reference":"Patient/ada"}}
            """;

    private final TestApp app;
    private String token = "";

    RecordFaultTest(TestApp app) {
        this.app = app;
    }

    @BeforeEach
    void launch() {
        token = app.accessToken("launch patient/*.cruds");
    }

    @Test
    void isUnavailableSoManyTimes() {
        app.sandbox().faults().set(Interruption.UNAVAILABLE, 2);
        assertThat(read("Patient/ada").statusCode()).isEqualTo(503);
        assertThat(read("Patient/ada").statusCode()).isEqualTo(503);
        assertThat(read("Patient/ada").statusCode()).isEqualTo(200);
    }

    @Test
    void breaksTheConnectionInTheMiddleOfABody() {
        app.sandbox().faults().set(Interruption.RESET_MID_BODY, 1);
        assertThatThrownBy(() -> read("Patient/ada")).hasCauseInstanceOf(IOException.class);
        assertThat(read("Patient/ada").statusCode()).isEqualTo(200);
    }

    @Test
    void losesTheAnswerToACreateThatItStored() {
        app.sandbox().faults().set(Interruption.LOST_ANSWER, 1);
        assertThatThrownBy(() -> app.fhirPost("ServiceRequest", ORDER, token)).hasCauseInstanceOf(IOException.class);
        JsonNode found = page("ServiceRequest?identifier=urn:tiny:lost|1");
        assertThat(found.path("total").asInt()).isEqualTo(1);
    }

    @Test
    void leadsInACircle() {
        app.sandbox().faults().set(RecordDefect.NEXT_LINK_LOOP);
        String first = next(page("Observation?patient=ada"));
        assertThat(first).isNotEmpty();
        assertThat(next(page(first))).isEqualTo(first);
    }

    @Test
    void leadsToAnotherHost() {
        app.sandbox().faults().set(new Fault.NextLinkElsewhere("http://elsewhere.example"));
        assertThat(next(page("Observation?patient=ada"))).startsWith("http://elsewhere.example/fhir/Observation");
    }

    @ParameterizedTest
    @CsvSource({"Observation, subject", "AllergyIntolerance, patient"})
    void mixesInAnotherPatientsResource(String type, String element) {
        app.sandbox().faults().set(RecordDefect.FOREIGN_RESOURCE);
        List<String> about = page(type + "?patient=ada")
                .path("entry")
                .valueStream()
                .map(entry ->
                        entry.path("resource").path(element).path("reference").asString())
                .toList();
        assertThat(about).contains("Patient/ada", "Patient/ben");
    }

    @Test
    void answersByAnOutcomeInsteadOfResults() {
        app.sandbox().faults().set(RecordDefect.OUTCOME_ENTRY);
        JsonNode entries = page("Observation?patient=ada").path("entry");
        assertThat(entries).hasSize(1);
        assertThat(entries.path(0).path("search").path("mode").asString()).isEqualTo("outcome");
    }

    @ParameterizedTest
    @CsvSource({"text/plain, 52531200", "application/fhir+json, 70041662"})
    void sendsFiftyMegabytesForABinary(String accept, long length) throws Exception {
        app.sandbox().faults().set(RecordDefect.HUGE_ATTACHMENT);
        HttpRequest request = HttpRequest.newBuilder(URI.create(app.sandbox().fhirBase() + "/Binary/x"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", accept)
                .build();
        try (HttpClient http = HttpClient.newHttpClient();
                InputStream body = http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(length);
        }
    }

    private HttpResponse<String> read(String path) {
        return app.fhir(path, token);
    }

    private JsonNode page(String query) {
        return TestApp.json(read(query));
    }

    private static String next(JsonNode page) {
        return page.path("link")
                .valueStream()
                .filter(link -> link.path("relation").asString().equals("next"))
                .map(link -> link.path("url").asString())
                .findFirst()
                .orElse("");
    }
}

package org.prodrome.suite.load;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a benchmark needs of the sandbox EHR's side: launch handles, and the browser's way through the authorization endpoint. */
record BenchEhr(URI origin, HttpClient browser, String patient, String practitioner) {
    static final String PRACTITIONER = "sandbox-clinician";

    private static final JsonMapper JSON = new JsonMapper();

    /** With the first patient and the first user. */
    static BenchEhr at(URI origin, HttpClient browser) throws IOException, InterruptedException {
        JsonNode patients = get(browser, origin.resolve("/ehr/api/patients"));
        return new BenchEhr(
                origin, browser, patients.path("patients").get(0).path("id").stringValue(), PRACTITIONER);
    }

    private static JsonNode get(HttpClient http, URI uri) throws IOException, InterruptedException {
        return JSON.readTree(http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    URI fhirBase() {
        return origin.resolve("/fhir");
    }

    /** A launch as the chart's button makes it: its handle and the app's launch URL. */
    Ticket ticket(String clientId) throws IOException, InterruptedException {
        String body =
                JSON.writeValueAsString(Map.of("clientId", clientId, "patient", patient, "practitioner", practitioner));
        var request = HttpRequest.newBuilder(origin.resolve("/ehr/launches"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        JsonNode answer = JSON.readTree(
                browser.send(request, HttpResponse.BodyHandlers.ofString()).body());
        return new Ticket(
                answer.path("launch").stringValue(),
                URI.create(answer.path("launchUrl").stringValue()));
    }

    record Ticket(String launch, URI launchUrl) {}

    /** Sends the browser to the authorization endpoint; where it is sent back to. */
    URI authorized(URI authorization) throws IOException, InterruptedException {
        var answer =
                browser.send(HttpRequest.newBuilder(authorization).build(), HttpResponse.BodyHandlers.discarding());
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("expected a redirect, got status " + answer.statusCode())));
    }

    static Map<String, String[]> query(URI redirect) {
        Map<String, String[]> parameters = new HashMap<>();
        for (String pair : redirect.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], new String[] {URLDecoder.decode(parts[1], StandardCharsets.UTF_8)});
        }
        return parameters;
    }
}

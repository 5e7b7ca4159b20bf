package org.prodrome.suite.spec.fhir.jpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

/** Charts of the sandbox's synthetic patients, as files hold them. */
record Charts(List<Chart> all) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Resources in one transaction. */
    private static final int AT_ONCE = 250;

    /** The smallest charts of the set. */
    static Charts smallest(int patients) throws IOException {
        JsonNode manifest = JSON.readTree(resource("manifest.json"));
        var chosen = StreamSupport.stream(manifest.path("patients").spliterator(), false)
                .sorted(Comparator.comparingInt(
                        patient -> patient.path("resources").asInt()))
                .limit(patients)
                .toList();
        var charts = new ArrayList<Chart>();
        for (JsonNode patient : chosen) {
            charts.add(new Chart(
                    new PatientId(patient.path("patientId").asText()),
                    lines(patient.path("file").asText())));
        }
        return new Charts(charts);
    }

    /** One patient's resources, a line of JSON each. */
    record Chart(PatientId patient, List<String> lines) {

        /** The record that mapping makes of the files. */
        PatientRecord record() {
            var parsed = ParsedResources.of(lines.stream().map(FhirJson::parse).toList());
            return RecordMapping.map("files", patient, parsed, List.of(), Instant.EPOCH);
        }
    }

    /** Stores everything by transactions, under the ids of the files. */
    void storeIn(URI base) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Chart chart : all) {
                for (int from = 0; from < chart.lines().size(); from += AT_ONCE) {
                    int to = Math.min(from + AT_ONCE, chart.lines().size());
                    store(client, base, transaction(chart.lines().subList(from, to)));
                }
            }
        }
    }

    private static void store(HttpClient client, URI base, String transaction)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base)
                .header("Content-Type", "application/fhir+json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(transaction))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("transaction: expected 200, got " + answer.statusCode() + " "
                    + answer.body().substring(0, Math.min(600, answer.body().length())));
        }
    }

    private static String transaction(List<String> lines) throws IOException {
        ObjectNode bundle =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        var entries = bundle.putArray("entry");
        for (String line : lines) {
            JsonNode resource = JSON.readTree(line);
            String address = resource.path("resourceType").asText() + "/"
                    + resource.path("id").asText();
            var entry = entries.addObject();
            entry.set("resource", resource);
            entry.putObject("request").put("method", "PUT").put("url", address);
        }
        return bundle.toString();
    }

    private static List<String> lines(String file) {
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(resource(file)), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Charts.class.getResourceAsStream("/patients/" + name), name);
    }
}

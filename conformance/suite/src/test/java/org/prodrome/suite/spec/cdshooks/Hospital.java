package org.prodrome.suite.spec.cdshooks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.smart.LaunchRequest;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A CDS client with the sandbox as its FHIR server, the running app, and the proxy between the two. */
final class Hospital implements AutoCloseable {

    /** Who works here, at the sandbox. */
    static final String CLINICIAN = "sandbox-clinician";

    /** The origin of a page that calls the service by itself. */
    static final String PAGE = "https://ehr.example.org";

    /** Time enough on a busy machine; that the default budgets hold is for other tests to show. */
    private static final String GENEROUS = "  deadlines: {hook: 20s, hook-fetch: 15s, order-model: 15s}\n";

    private static final JsonMapper JSON = new JsonMapper();

    final Sandbox sandbox;
    final Credentials credentials;
    final DefectiveService service;
    final RunningProcess app;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, JsonNode> fetched = new HashMap<>();

    /** With time enough for each answer. */
    static Hospital unhurried(Path folder) throws IOException {
        return new Hospital(TwoProcesses.Options.demo(folder), GENEROUS);
    }

    /** With the app's own budgets. */
    static Hospital hurried(Path folder) throws IOException {
        return new Hospital(TwoProcesses.Options.demo(folder), "");
    }

    /** With time enough and another model package, or none. */
    static Hospital withModel(Path folder, Path model) throws IOException {
        return new Hospital(TwoProcesses.Options.demo(folder).withModel(model), GENEROUS);
    }

    private Hospital(TwoProcesses.Options options, String settings) throws IOException {
        credentials = new Credentials();
        service = new DefectiveService(credentials);
        credentials.forServiceAt(service.address());
        sandbox = Sandbox.start(
                SandboxSettings.onFreePort().withAppAt(service.address().toString()));
        var config = Files.writeString(options.folder().resolve("hospital.yml"), configuration(settings));
        app = TwoProcesses.appAlone(options.withAppArguments("--prodrome.base-url=" + service.address()), config);
        service.standFor(app.address());
    }

    private String configuration(String settings) {
        return """
                prodrome:
                  pilot-users: ["*"]
                %3$s  issuers:
                    - issuer: %1$s
                      name: Hospital
                      client-id: prodrome
                      loopback-http: true
                      frame-origin: %2$s
                      scopes: [launch, openid, fhirUser, "patient/*.rs"]
                      cds-client:
                        iss: %4$s
                        jwks: %5$s
                        hooks: [%6$s]
                        shared-ids: true
                        origins: ["%7$s"]
                """.formatted(
                        sandbox.fhirBase(),
                        sandbox.origin(),
                        settings,
                        credentials.iss(),
                        credentials.jwks(),
                        String.join(", ", Contexts.ALL),
                        PAGE);
    }

    /** A patient by words of the sandbox's patient list. */
    String patient(String words) {
        return sandbox.store().patients().stream()
                .filter(entry -> entry.title().contains(words))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** A short-lived token for the service: read and search, this patient. */
    String accessToken(String patient) {
        return sandbox.tokens()
                .issueDirectly(LaunchRequest.of("prodrome", patient, CLINICIAN), "patient/*.rs")
                .accessToken();
    }

    /** What the FHIR server has for a query below its base; remembered, as an EHR has it in memory. */
    JsonNode fetched(String patient, String query) {
        return fetched.computeIfAbsent(query, url -> {
            var request = HttpRequest.newBuilder(URI.create(sandbox.fhirBase() + "/" + url.replace("|", "%7C")))
                    .header("Authorization", "Bearer " + accessToken(patient))
                    .build();
            var answer = send(request);
            return answer.status() == 200
                    ? answer.json()
                    : JSON.createObjectNode()
                            .put("resourceType", "OperationOutcome")
                            .set("issue", JSON.createArrayNode());
        });
    }

    /** By this client, to the proxy. */
    Answer send(Asked asked) {
        return send(asked.to(service.address()));
    }

    private Answer send(HttpRequest request) {
        try {
            return Answer.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** With a right JWT. */
    Answer get(String path) {
        return get(new Asked("GET", path, null, ""));
    }

    /** With a right JWT. */
    Answer post(String path, JsonNode body) {
        return send(signed(new Asked("POST", path, null, body.toString())));
    }

    /** The same with a right JWT. */
    Answer get(Asked asked) {
        return send(signed(asked));
    }

    private Asked signed(Asked asked) {
        return asked.withToken(credentials.token(credentials.endpoint(asked)));
    }

    @Override
    public void close() {
        service.close();
        app.close();
        sandbox.close();
        http.close();
        credentials.close();
    }
}

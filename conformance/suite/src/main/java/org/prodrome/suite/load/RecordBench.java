package org.prodrome.suite.load;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.launcher.AuthorizationRequest;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.Assessment;
import org.prodrome.reasoning.AssessmentRequest;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;
import tools.jackson.databind.json.JsonMapper;

/** From a launch to a complete assessment of a patient with 3,000 resources, over loopback, against the sandbox process. */
final class RecordBench {
    private static final int RESOURCES = 3_000;
    private static final int WARM_UP = 6;
    private static final int RUNS = 20;
    private static final String CLIENT = "prodrome-public";
    private static final JsonMapper JSON = new JsonMapper();

    private final URI ehr;
    private final URI app;
    private final HttpClient http;
    private final SmartLauncher launcher;
    private final RecordReader reader = RecordReader.create();
    private final Assessment assessment;
    private final String patient;

    private RecordBench(URI ehr, URI app, HttpClient http, String patient, Assessment assessment) {
        this.ehr = ehr;
        this.app = app;
        this.http = http;
        this.patient = patient;
        this.assessment = assessment;
        this.launcher = SmartLauncher.builder()
                .register(IssuerRegistration.of(
                                URI.create(ehr + "/fhir"),
                                CLIENT,
                                new ClientAuthentication.PublicClient(),
                                URI.create(app + "/launch/callback"),
                                Scopes.parse("launch openid fhirUser patient/*.rs"))
                        .allowingLoopbackHttp())
                .build();
    }

    static Figures run(Path folder) throws Exception {
        CommittedPatient patient = CommittedPatient.read("p26.ndjson.gz").inflatedTo(RESOURCES);
        Path data = patient.writeTo(folder.resolve("patients"));
        URI app = URI.create("http://127.0.0.1:8080");
        try (RunningProcess sandbox = TwoProcesses.sandboxAlone(folder, data, app);
                HttpClient http = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
                ServedAssessment served = ServedAssessment.load()) {
            return new RecordBench(sandbox.address(), app, http, patient.id(), served.assessment()).measure();
        }
    }

    private Figures measure() throws IOException, InterruptedException {
        reader.warmUp();
        long cold = once().nanos();
        for (int i = 1; i < WARM_UP; i++) {
            once();
        }
        long[] nanos = new long[RUNS];
        Timed last = once();
        for (int i = 0; i < RUNS; i++) {
            last = once();
            nanos[i] = last.nanos();
            System.out.printf("run %d: %.0f ms%n", i + 1, nanos[i] / 1e6);
        }
        return new Figures("record")
                .putLatencies(nanos)
                .put("cold_ms", cold / 1e6)
                .put("resources", last.resources())
                .put("gaps", last.gaps())
                .put("cards", last.cards())
                .put("model_answered", last.modelAnswered() ? 1L : 0L);
    }

    private record Timed(long nanos, long resources, long gaps, long cards, boolean modelAnswered) {}

    private Timed once() throws IOException, InterruptedException {
        String launch = ticket();
        long start = System.nanoTime();
        LaunchContext context = launched(launch);
        PatientRecord record = reader.read(
                FhirAccess.of(context.access()), new PatientId(context.requirePatient()), Duration.ofSeconds(20));
        Assessed assessed = assessment.assess(
                new AssessmentRequest(
                        record, LocalDate.now(Clock.system(ZoneOffset.UTC)), Moment.PATIENT_VIEW, List.of()),
                Duration.ofSeconds(5));
        long nanos = System.nanoTime() - start;
        return new Timed(
                nanos,
                record.resourceCount(),
                record.gaps().size(),
                assessed.cards().size(),
                assessed.model() instanceof ModelAnswer.RiskProfile);
    }

    private String ticket() throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(
                Map.of("clientId", CLIENT, "patient", patient, "practitioner", "sandbox-clinician"));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(ehr + "/ehr/launches"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).path("launch").stringValue();
    }

    private LaunchContext launched(String launch) throws IOException, InterruptedException {
        AuthorizationRequest request = launcher.authorize(new LaunchRequest(URI.create(ehr + "/fhir"), launch));
        HttpResponse<Void> redirect =
                http.send(HttpRequest.newBuilder(request.uri()).build(), HttpResponse.BodyHandlers.discarding());
        String location = redirect.headers().firstValue("Location").orElseThrow();
        if (!location.startsWith(app.toString())) {
            throw new IOException("expected a redirect to the app");
        }
        return launcher.complete(RedirectParameters.of(query(location)), request.browserBinding());
    }

    private static Map<String, String[]> query(String location) {
        Map<String, String[]> parameters = new HashMap<>();
        for (String pair : URI.create(location).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], new String[] {URLDecoder.decode(parts[1], StandardCharsets.UTF_8)});
        }
        return parameters;
    }
}

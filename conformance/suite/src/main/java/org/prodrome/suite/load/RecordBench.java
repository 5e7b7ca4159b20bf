package org.prodrome.suite.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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

/** From a launch to a complete assessment of a patient with 3,000 resources, over loopback, against the sandbox process. */
final class RecordBench {
    private static final int RESOURCES = 3_000;
    private static final int WARM_UP = 6;
    private static final int RUNS = 20;
    private static final String CLIENT = "prodrome-public";

    private final BenchEhr ehr;
    private final SmartLauncher launcher;
    private final RecordReader reader = RecordReader.create();
    private final Assessment assessment;

    private RecordBench(BenchEhr ehr, URI app, Assessment assessment) {
        this.ehr = ehr;
        this.assessment = assessment;
        this.launcher = SmartLauncher.builder()
                .register(IssuerRegistration.of(
                                ehr.fhirBase(),
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
            BenchEhr ehr = new BenchEhr(sandbox.address(), http, patient.id(), BenchEhr.PRACTITIONER);
            return new RecordBench(ehr, app, served.assessment()).measure();
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
        String launch = ehr.ticket(CLIENT).launch();
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

    private LaunchContext launched(String launch) throws IOException, InterruptedException {
        AuthorizationRequest request = launcher.authorize(new LaunchRequest(ehr.fhirBase(), launch));
        URI redirect = ehr.authorized(request.uri());
        return launcher.complete(RedirectParameters.of(BenchEhr.query(redirect)), request.browserBinding());
    }
}

package org.prodrome.suite.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.Assessment;
import org.prodrome.reasoning.AssessmentRequest;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;

/**
 * The record of a patient with 3,000 resources, over loopback, against the sandbox process: to a complete record, from the
 * launch to a complete assessment, and with a delay on each request beside HAPI's client asking one after another. Then one of
 * 70,000.
 */
final class RecordBench {
    private static final int RESOURCES = 3_000;
    private static final int WARM_UP = 8;
    private static final int RUNS = 20;
    private static final int DELAYED_RUNS = 9;
    private static final int DELAY_MS = 50;
    private static final Duration BUDGET = Duration.ofSeconds(30);

    private final URI ehr;
    private final HttpClient http;
    private final RecordLaunches launches;
    private final RecordReader reader = RecordReader.create();
    private final Assessment assessment;
    private final PatientId patient;

    private RecordBench(URI ehr, HttpClient http, RecordLaunches launches, PatientId patient, Assessment assessment) {
        this.ehr = ehr;
        this.http = http;
        this.launches = launches;
        this.patient = patient;
        this.assessment = assessment;
    }

    static Figures run(Path folder) throws Exception {
        CommittedPatient patient = CommittedPatient.read("p26.ndjson.gz").inflatedTo(RESOURCES);
        Path data = patient.writeTo(folder.resolve("patients"));
        URI app = URI.create("http://127.0.0.1:8080");
        var figures = new Figures("record");
        try (RunningProcess sandbox = TwoProcesses.sandboxAlone(folder, data, app);
                HttpClient http = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
                ServedAssessment served = ServedAssessment.load()) {
            var launches = new RecordLaunches(sandbox.address(), app, http, patient.id());
            new RecordBench(sandbox.address(), http, launches, new PatientId(patient.id()), served.assessment())
                    .measure(figures);
        }
        LargeRecordBench.run(folder, figures);
        return figures;
    }

    private void measure(Figures figures) throws IOException, InterruptedException {
        reader.warmUp();
        Timed cold = once();
        for (int i = 1; i < WARM_UP; i++) {
            once();
        }
        long[] reading = new long[RUNS];
        long[] assessed = new long[RUNS];
        Timed last = cold;
        for (int i = 0; i < RUNS; i++) {
            last = once();
            reading[i] = last.reading();
            assessed[i] = last.total();
            System.out.printf("run %d: record %.0f ms, assessed %.0f ms%n", i + 1, reading[i] / 1e6, assessed[i] / 1e6);
        }
        figures.putLatencies(reading)
                .put("cold_ms", cold.reading() / 1e6)
                .put("resources", last.record().resourceCount())
                .put("gaps", last.record().gaps().size())
                .put("assessed_p50_ms", median(assessed))
                .put("cards", last.cards())
                .put("model_answered", last.modelAnswered() ? 1L : 0L);
        beside(figures, last.record());
    }

    private record Timed(long reading, long total, PatientRecord record, long cards, boolean modelAnswered) {}

    private Timed once() throws IOException, InterruptedException {
        String ticket = launches.ticket();
        long start = System.nanoTime();
        LaunchContext context = launches.launched(ticket);
        long launched = System.nanoTime();
        PatientRecord record = reader.read(FhirAccess.of(context.access()), patient, BUDGET);
        long read = System.nanoTime();
        Assessed assessed = assessment.assess(
                new AssessmentRequest(
                        record, LocalDate.now(Clock.system(ZoneOffset.UTC)), Moment.PATIENT_VIEW, List.of()),
                Duration.ofSeconds(5));
        return new Timed(
                read - launched,
                System.nanoTime() - start,
                record,
                assessed.cards().size(),
                assessed.model() instanceof ModelAnswer.RiskProfile);
    }

    /** In turn, so that both meet the same machine. */
    private void beside(Figures figures, PatientRecord known) throws IOException, InterruptedException {
        var peer = new OneAfterAnother(ehr.resolve("/fhir"), patient, searched(known));
        delay("{\"faults\":[{\"type\":\"slow-fhir\",\"millis\":" + DELAY_MS + "}]}");
        long[] ours = new long[DELAYED_RUNS];
        long[] theirs = new long[DELAYED_RUNS];
        int peerResources = 0;
        for (int i = 0; i < DELAYED_RUNS; i++) {
            LaunchContext context = launches.launched();
            long start = System.nanoTime();
            reader.read(FhirAccess.of(context.access()), patient, BUDGET);
            long between = System.nanoTime();
            peerResources = peer.read(context.access().authorizationFor(ehr.resolve("/fhir")));
            ours[i] = between - start;
            theirs[i] = System.nanoTime() - between;
            System.out.printf("delayed run %d: ours %.0f ms, peer %.0f ms%n", i + 1, ours[i] / 1e6, theirs[i] / 1e6);
        }
        delay("{\"faults\":[]}");
        figures.put("delay_ms", DELAY_MS)
                .put("delayed_p50_ms", median(ours))
                .put("peer_delayed_p50_ms", median(theirs))
                .put("peer_resources", peerResources)
                .put("ratio_to_peer", median(theirs) / median(ours))
                .put("peer", "HAPI generic client, one request after another");
    }

    /** What our reader asks this server for, the Patient aside. */
    private static List<String> searched(PatientRecord known) {
        List<String> missing = known.gaps().stream().map(Gap::part).toList();
        return RecordReader.types().stream()
                .filter(type -> !type.equals("Patient") && !type.equals("Consent") && !missing.contains(type))
                .toList();
    }

    private void delay(String faults) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(ehr.resolve("/sandbox/faults"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(faults))
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("the delay was not taken: " + status);
        }
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }
}

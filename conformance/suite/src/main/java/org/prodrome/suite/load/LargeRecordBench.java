package org.prodrome.suite.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;

/** A patient with 70,000 resources, read in a JVM of its own with a bounded heap; its progress is printed as it comes. */
final class LargeRecordBench {
    private static final int RESOURCES = 70_000;
    private static final String HEAP = "-Xmx768m";

    private LargeRecordBench() {}

    static void run(Path folder, Figures figures) throws Exception {
        CommittedPatient patient = CommittedPatient.read("p26.ndjson.gz").inflatedTo(RESOURCES);
        Path data = patient.writeTo(folder.resolve("large"));
        String id = patient.id();
        URI app = URI.create("http://127.0.0.1:8080");
        try (RunningProcess sandbox = TwoProcesses.sandboxAlone(folder, data, app, "-Xmx3g");
                HttpClient http = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()) {
            var launches = new RecordLaunches(sandbox.address(), app, http, id);
            URI base = sandbox.address().resolve("/fhir");
            String authorization = launches.launched().access().authorizationFor(base);
            open(http, base, id, authorization);
            long[] told = child(base, id, authorization);
            figures.put("large_s", told[0] / 1e9)
                    .put("large_resources", told[1])
                    .put("large_events", told[2])
                    .put("large_failed_parts", told[3])
                    .put("rss_mb", told[4] / 1024);
        }
    }

    /** The sandbox loads a chart when it is first asked for; that is its time, not the reader's. */
    private static void open(HttpClient http, URI base, String patient, String authorization)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + "/Observation?_count=1&patient=" + patient))
                .header("Authorization", authorization)
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("the chart did not open: " + status);
        }
    }

    private static long[] child(URI base, String patient, String authorization)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeRecordRun.class.getName(),
                        base.toString(),
                        patient))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(LargeRecordRun.TOKEN, authorization.substring("Bearer ".length()));
        Process child = builder.start();
        String result = "";
        try (var lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("RESULT ")) {
                    result = line;
                } else if (line.contains(" resources, ")) {
                    System.out.println(line);
                }
            }
        }
        if (child.waitFor() != 0 || result.isEmpty()) {
            throw new IOException("the reading process ended with " + child.exitValue());
        }
        return Stream.of(result.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
    }
}

package org.prodrome.suite.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bulk export of gzip NDJSON, from disk to patient records: 1,000 and 10,000 patients, then 1,000 and 3,000 whose lines are
 * scattered. Each in a JVM of its own with a gigabyte, cold.
 */
final class IngestBench {
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final int MANY_SCATTERED = 3_000;

    private IngestBench() {}

    /** What one run took. */
    private record Run(long patients, long resources, long events, long nanos, long liveBytes, long rssKb) {
        double patientsPerMinute() {
            return patients / (nanos / 6e10);
        }
    }

    static Figures run(Path folder) throws Exception {
        var export = new IngestExport();
        Run few = run(export, folder, FEW, false);
        Run many = run(export, folder, MANY, false);
        Run scattered = run(export, folder, FEW, true);
        Run manyScattered = run(export, folder, MANY_SCATTERED, true);
        return new Figures("ingest")
                .put("resources_per_patient", IngestExport.RESOURCES)
                .put("patients_per_minute", many.patientsPerMinute())
                .put("patients_per_minute_1000", few.patientsPerMinute())
                .put("patients_per_minute_scattered_3000", manyScattered.patientsPerMinute())
                .put("patients_per_minute_scattered_1000", scattered.patientsPerMinute())
                .put("resources_per_s", many.resources() / (many.nanos() / 1e9))
                .put("live_mb_1000", few.liveBytes() / 1e6)
                .put("live_mb_10000", many.liveBytes() / 1e6)
                .put("live_mb_scattered_1000", scattered.liveBytes() / 1e6)
                .put("live_mb_scattered_3000", manyScattered.liveBytes() / 1e6)
                .put("rss_mb", many.rssKb() / 1e3)
                .put("cores", Runtime.getRuntime().availableProcessors());
    }

    private static Run run(IngestExport export, Path folder, int patients, boolean scattered) throws Exception {
        Path data = folder.resolve("export");
        System.out.printf("writing an export of %,d patients%s ...%n", patients, scattered ? ", scattered" : "");
        export.write(data, patients, scattered);
        try {
            return child(data);
        } finally {
            delete(data);
        }
    }

    private static Run child(Path data) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseParallelGC",
                        "-Xmn600m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IngestRun.class.getName(),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String result = "";
        try (var lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("RESULT ")) {
                    result = line;
                } else if (line.contains(" patients, ")) {
                    System.out.println(line);
                }
            }
        }
        if (child.waitFor() != 0 || result.isEmpty()) {
            throw new IOException("the reading process ended with " + child.exitValue());
        }
        long[] told =
                Stream.of(result.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
        return new Run(told[0], told[1], told[2], told[3], told[4], told[5]);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

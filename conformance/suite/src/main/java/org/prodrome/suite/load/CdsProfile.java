package org.prodrome.suite.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the time of a hook call goes, from the app's own timers: mean milliseconds of each stage between two looks. */
final class CdsProfile {
    private static final Pattern SAMPLE =
            Pattern.compile("prodrome_hooks_stage_seconds_(count|sum)\\{[^}]*stage=\"([a-z-]+)\"[^}]*}\\s+(\\S+)");
    private static final Pattern PROCESSOR = Pattern.compile("(?m)^process_cpu_time_ns_total\\S*\\s+(\\S+)");
    private static final Pattern PAUSES = Pattern.compile("(?m)^jvm_gc_pause_seconds_sum\\S*\\s+(\\S+)");
    private static final double MILLIS = 1_000;
    private static final double NANOS = 1e9;
    /** Under these the whole program's processor time and the collector's pauses are told: each call's share of them. */
    private static final String WHOLE_PROGRAM = "processor";

    private static final String COLLECTOR = "pauses";

    /** Totals of a stage since the start of the app. */
    private record Total(double count, double seconds) {}

    private final URI metrics;
    private Map<String, Total> before;

    private CdsProfile(URI metrics) throws IOException, InterruptedException {
        this.metrics = metrics;
        this.before = totals();
    }

    /** Looks for the first time. */
    static CdsProfile of(URI app) throws IOException, InterruptedException {
        return new CdsProfile(app.resolve("/actuator/prometheus"));
    }

    /**
     * Mean milliseconds by stage since the last look; of the whole program's processor time, what compiling and collecting take
     * included, and of the collector's pauses, the share of each call that was looked at.
     */
    Map<String, Double> since() throws IOException, InterruptedException {
        Map<String, Total> now = totals();
        Map<String, Double> means = new TreeMap<>();
        now.forEach((stage, total) -> {
            Total then = before.getOrDefault(stage, new Total(0, 0));
            double calls = total.count() - then.count();
            if (calls > 0) {
                means.put(stage, MILLIS * (total.seconds() - then.seconds()) / calls);
            }
        });
        before = now;
        return means;
    }

    private Map<String, Total> totals() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String text = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            Map<String, Total> totals = new TreeMap<>();
            Matcher sample = SAMPLE.matcher(text);
            while (sample.find()) {
                boolean isCount = sample.group(1).equals("count");
                double value = Double.parseDouble(sample.group(3));
                Total one = isCount ? new Total(value, 0) : new Total(0, value);
                totals.merge(
                        sample.group(2), one, (a, b) -> new Total(a.count() + b.count(), a.seconds() + b.seconds()));
            }
            double calls = totals.getOrDefault("auth", new Total(0, 0)).count();
            totals.put(WHOLE_PROGRAM, new Total(calls, sum(PROCESSOR, text) / NANOS));
            totals.put(COLLECTOR, new Total(calls, sum(PAUSES, text)));
            return totals;
        }
    }

    private static double sum(Pattern samples, String text) {
        return samples.matcher(text)
                .results()
                .mapToDouble(sample -> Double.parseDouble(sample.group(1)))
                .sum();
    }
}

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
    private static final double MILLIS = 1_000;

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

    /** Mean milliseconds by stage since the last look. */
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
            return totals;
        }
    }
}

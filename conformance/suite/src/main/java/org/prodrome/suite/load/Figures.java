package org.prodrome.suite.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures of one benchmark, in the order they were put; printed as one flat JSON object. */
final class Figures {
    private final Map<String, String> values = new LinkedHashMap<>();

    Figures(String bench) {
        values.put("bench", '"' + bench + '"');
        values.put("commit", '"' + Commit.current() + '"');
    }

    Figures put(String name, double value) {
        values.put(name, String.format(Locale.ROOT, "%.2f", value));
        return this;
    }

    /** What {@code ratio_to_peer} compares with. */
    Figures peer(String name) {
        values.put("peer", '"' + name + '"');
        return this;
    }

    Figures put(String name, long value) {
        values.put(name, Long.toString(value));
        return this;
    }

    Figures put(String name, String value) {
        values.put(name, '"' + value + '"');
        return this;
    }

    /** p50, p95, p99 and maximum of durations in nanoseconds, nearest rank, as milliseconds. */
    Figures putLatencies(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        put("p50_ms", rank(sorted, 0.50));
        put("p95_ms", rank(sorted, 0.95));
        put("p99_ms", rank(sorted, 0.99));
        return put("max_ms", rank(sorted, 1));
    }

    /** A number that was put. */
    double number(String name) {
        return Double.parseDouble(java.util.Objects.requireNonNull(values.get(name)));
    }

    private static double rank(long[] sorted, double quantile) {
        int index = (int) Math.ceil(quantile * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1e6;
    }

    String json() {
        StringBuilder json = new StringBuilder("{");
        values.forEach((name, value) -> json.append(json.length() == 1 ? "" : ", ")
                .append('"')
                .append(name)
                .append("\": ")
                .append(value));
        return json.append('}').toString();
    }
}

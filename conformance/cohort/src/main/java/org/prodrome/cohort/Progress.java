package org.prodrome.cohort;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Tells how far a run is: phase, patients, rate, time left; a line every few seconds. Safe for several threads. */
final class Progress {
    private static final long LINE_EVERY_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private final int patients;
    private final long start = System.nanoTime();
    private long lastLine = start;
    private int made;
    private int earlier;

    Progress(PrintWriter out, int patients) {
        this.out = out;
        this.patients = patients;
    }

    static Progress of(@Nullable CommandSpec spec, int patients) {
        return new Progress(Objects.requireNonNull(spec).commandLine().getErr(), patients);
    }

    synchronized void phase(String name) {
        print("cohort: " + name);
    }

    synchronized void patient() {
        made++;
        long now = System.nanoTime();
        if (now - lastLine >= LINE_EVERY_NANOS) {
            lastLine = now;
            print(line(now));
        }
    }

    synchronized void resumed(int count) {
        earlier += count;
    }

    synchronized void done() {
        print(String.format(
                Locale.ROOT,
                "cohort: done, %d patients, %d of them from an earlier run, %.0f s",
                made + earlier,
                earlier,
                seconds(System.nanoTime())));
    }

    private String line(long now) {
        double rate = made / seconds(now);
        int left = patients - made - earlier;
        return String.format(
                Locale.ROOT,
                "cohort: simulating, %d of %d patients, %.1f patients/s, %.0f s left",
                made + earlier,
                patients,
                rate,
                left / rate);
    }

    private double seconds(long now) {
        return (now - start) / 1e9;
    }

    private void print(String text) {
        out.println(text);
        out.flush();
    }
}

package org.prodrome.cohort.oracle;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells how far a run is: phase, patients, rows, rate, time left; a line every few seconds. Safe for several threads. */
final class OracleProgress {
    private static final long LINE_EVERY_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private long start = System.nanoTime();
    private long lastLine = start;
    private int patients;
    private int worked;
    private int earlier;
    private long rows;

    OracleProgress(PrintWriter out) {
        this.out = out;
    }

    synchronized void phase(String name) {
        print("oracle: " + name);
    }

    synchronized void start(int howMany) {
        patients = howMany;
        start = System.nanoTime();
        lastLine = start;
    }

    synchronized void resumed(int count) {
        earlier += count;
    }

    synchronized void person(int lines) {
        worked++;
        rows += lines;
        long now = System.nanoTime();
        if (now - lastLine >= LINE_EVERY_NANOS) {
            lastLine = now;
            double rate = worked / seconds(now);
            print(String.format(
                    Locale.ROOT,
                    "oracle: %d of %d patients, %d lines answered, %.1f patients/s, %.0f s left",
                    worked + earlier,
                    patients,
                    rows,
                    rate,
                    (patients - worked - earlier) / rate));
        }
    }

    synchronized void done(Results results) {
        double[] sizes = results.smallestAndMedianSize();
        print(String.format(
                Locale.ROOT,
                "oracle: done, %d patients, %d of them from an earlier run, %.0f s; %d lines without an answer"
                        + " (recorded already, or passed over); effective sample size at least %.0f, median %.0f",
                worked + earlier,
                earlier,
                seconds(System.nanoTime()),
                results.unanswered(),
                sizes[0],
                sizes[1]));
    }

    private double seconds(long now) {
        return (now - start) / 1e9;
    }

    private void print(String text) {
        out.println(text);
        out.flush();
    }
}

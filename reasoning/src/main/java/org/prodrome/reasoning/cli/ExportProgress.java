package org.prodrome.reasoning.cli;

import java.time.Duration;
import java.util.Locale;
import org.prodrome.fhir.bulk.server.ExportListener;

/** Shows how far a server's export is: its own words while it gathers, then files and bytes. Safe for several threads. */
final class ExportProgress implements ExportListener, AutoCloseable {

    private static final double MEBIBYTE = 1 << 20;

    private final TerminalProgress progress = new TerminalProgress(" files");
    private boolean waiting;
    private boolean downloading;

    @Override
    public synchronized void waiting(Duration next, String words) {
        if (!waiting) {
            progress.phase("waiting for the server", -1);
            waiting = true;
        }
        progress.at(0, words.isEmpty() ? "next look in " + next.toSeconds() + " s" : words);
    }

    @Override
    public synchronized void received(int files, int of, long bytes) {
        if (!downloading) {
            progress.phase("downloading", of);
            downloading = true;
        }
        progress.at(files, String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE));
    }

    @Override
    public synchronized void note(String sentence) {
        progress.note(sentence);
    }

    @Override
    public synchronized void close() {
        progress.close();
    }
}

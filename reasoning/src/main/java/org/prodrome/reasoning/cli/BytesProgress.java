package org.prodrome.reasoning.cli;

/** Shows progress by bytes: phases come with every report. */
final class BytesProgress implements AutoCloseable {

    private static final long MEBIBYTE = 1 << 20;

    private final TerminalProgress progress = new TerminalProgress(" MiB");
    private boolean started;

    void at(String phase, long done, long total) {
        if (!started) {
            progress.phase("de-identifying", total / MEBIBYTE);
            started = true;
        }
        progress.at(done / MEBIBYTE, phase);
    }

    @Override
    public void close() {
        progress.close();
    }
}

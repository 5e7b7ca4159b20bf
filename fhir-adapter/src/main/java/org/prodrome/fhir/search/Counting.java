package org.prodrome.fhir.search;

/** Adds up what the searches of one record report and tells the listener. Safe for several threads. */
final class Counting {
    private final ReadProgress.Listener listener;
    private final int parts;
    private int resources;
    private int done;

    Counting(ReadProgress.Listener listener, int parts) {
        this.listener = listener;
        this.parts = parts;
    }

    synchronized void read(int more) {
        resources += more;
        tell();
    }

    synchronized void partDone() {
        done++;
        tell();
    }

    private void tell() {
        listener.on(new ReadProgress(resources, done, parts));
    }
}

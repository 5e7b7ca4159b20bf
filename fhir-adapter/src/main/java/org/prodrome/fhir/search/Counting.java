package org.prodrome.fhir.search;

/** Adds up what the searches of one record report and tells the listener. Safe for several threads. */
final class Counting {
    private final ReadProgress.Listener listener;
    private final int parts;
    private int resources;
    private int done;
    private long characters;

    Counting(ReadProgress.Listener listener, int parts) {
        this.listener = listener;
        this.parts = parts;
    }

    /** @param text how long the JSON was that held them */
    synchronized void read(int more, int text) {
        resources += more;
        characters += text;
        tell();
    }

    /** Of the JSON read so far. */
    synchronized long characters() {
        return characters;
    }

    synchronized void partDone() {
        done++;
        tell();
    }

    private void tell() {
        listener.on(new ReadProgress(resources, done, parts));
    }
}

package org.prodrome.fhir.bulk.server;

import java.time.Duration;

/** Told how far an export is; called from several threads at once. */
public interface ExportListener {

    /** Nobody is listening. */
    ExportListener NONE = new ExportListener() {
        @Override
        public void waiting(Duration next, String progress) {}

        @Override
        public void received(int files, int of, long bytes) {}

        @Override
        public void note(String sentence) {}
    };

    /**
     * The server is still gathering.
     *
     * @param next until it is asked again
     * @param progress the server's own words, shortened and made printable; empty without any
     */
    void waiting(Duration next, String progress);

    /**
     * Something was received.
     *
     * @param files finished
     * @param of how many there are
     * @param bytes received by this run, as they came
     */
    void received(int files, int of, long bytes);

    /** Something a person should know, without patient data. */
    void note(String sentence);
}

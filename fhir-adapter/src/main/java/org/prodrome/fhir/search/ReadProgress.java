package org.prodrome.fhir.search;

/**
 * How far reading one record has come.
 *
 * @param resources read so far
 * @param partsDone how many of the parts are finished, read or given up
 * @param parts searches in all, the Patient among them
 */
public record ReadProgress(int resources, int partsDone, int parts) {

    /** Is told after each page and each part; by several threads, one at a time. Must be quick. */
    @FunctionalInterface
    public interface Listener {
        void on(ReadProgress progress);
    }
}

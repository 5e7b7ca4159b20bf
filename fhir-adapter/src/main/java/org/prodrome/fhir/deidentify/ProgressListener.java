package org.prodrome.fhir.deidentify;

/** Told how far a run is; called from the thread that runs it. */
@FunctionalInterface
public interface ProgressListener {

    /** Nobody is listening. */
    ProgressListener NONE = (phase, done, total) -> {};

    /**
     * Something was finished.
     *
     * @param phase what is being done, in a word or two
     * @param done bytes of input read so far
     * @param total bytes of input in all
     */
    void progress(String phase, long done, long total);
}

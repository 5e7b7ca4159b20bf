package org.prodrome.reasoning.training;

/** Told how long work goes on, so that a person can see it. */
public interface Progress {

    /** Nobody looks. */
    Progress SILENT = new Progress() {
        @Override
        public void phase(String name, long total) {}

        @Override
        public void step() {}
    };

    /** A new phase begins; {@code total} is -1 when unknown. */
    void phase(String name, long total);

    /** One more of the phase is done. */
    void step();
}

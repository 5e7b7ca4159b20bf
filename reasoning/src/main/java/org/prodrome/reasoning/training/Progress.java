package org.prodrome.reasoning.training;

/** Told how long work goes on, so that a person can see it. */
public interface Progress {

    /** Nobody looks. */
    Progress SILENT = new Progress() {
        @Override
        public void phase(String name, long total) {}

        @Override
        public void step() {}

        @Override
        public void note(String sentence) {}
    };

    /** A new phase begins; {@code total} is -1 when unknown. */
    void phase(String name, long total);

    /** One more of the phase is done. */
    void step();

    /** Something a person should know, without patient data. */
    void note(String sentence);
}

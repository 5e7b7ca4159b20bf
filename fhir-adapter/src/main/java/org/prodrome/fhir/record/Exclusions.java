package org.prodrome.fhir.record;

/**
 * How many resources were read and kept out of the events, so that nothing disappears uncounted.
 *
 * @param enteredInError status or verification says entered in error
 * @param refuted conditions and allergies that were refuted
 * @param notDone cancelled, not done or superseded
 */
public record Exclusions(int enteredInError, int refuted, int notDone) {
    public static final Exclusions NONE = new Exclusions(0, 0, 0);

    public int total() {
        return enteredInError + refuted + notDone;
    }
}

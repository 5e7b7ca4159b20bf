package org.prodrome.reasoning.token;

import java.util.Comparator;

/**
 * A token that may come into the window.
 *
 * @param age days, clamped
 * @param code vocabulary id
 * @param bin value bin, 0 for none
 * @param z normalised value, 0 for none
 * @param value the number itself, NaN for none
 * @param entry index of the timeline entry it points back to, -1 for none
 * @param stands how many timeline entries it stands for
 * @param diagnosis whether it is a diagnosis of the patient
 * @param salience of its concept
 */
record Candidate(
        float age,
        int code,
        int bin,
        float z,
        double value,
        int entry,
        int stands,
        boolean diagnosis,
        double salience) {

    static final Comparator<Candidate> OLDEST_FIRST = Comparator.comparingDouble(Candidate::age)
            .thenComparingInt(Candidate::code)
            .thenComparingInt(Candidate::bin)
            .thenComparingInt(Candidate::entry);

    static final Comparator<Candidate> NEWEST_FIRST = Comparator.comparingDouble((Candidate c) -> -c.age())
            .thenComparingInt(Candidate::code)
            .thenComparingInt(Candidate::bin)
            .thenComparingInt(Candidate::entry);

    static Candidate noEvent(float age) {
        return new Candidate(age, Vocabulary.NO_EVENT, 0, 0, Double.NaN, -1, 0, false, 0);
    }

    boolean hasValue() {
        return bin > 0;
    }

    Candidate standingForOneMore() {
        return new Candidate(age, code, bin, z, value, entry, stands + 1, diagnosis, salience);
    }
}

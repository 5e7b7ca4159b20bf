package org.prodrome.reasoning.training;

import org.prodrome.reasoning.token.Courses;
import org.prodrome.reasoning.token.Tokens;

/**
 * One patient's tokens up to one as-of day, with what came after.
 *
 * <p>Ages are days since birth. The tokens never know anything after {@code asOfAge}; the labels do. Per position
 * {@code t} with age {@code a = tokens.ages()[t]} and outcome {@code o}:
 *
 * <ul>
 *   <li>{@code outcomeAges[o] <= a}: prevalent, the outcome is masked at {@code t} (same day counts as prevalent: what
 *       is diagnosed on the as-of day is known, not foretold);
 *   <li>{@code outcomeAges[o] > a}: event after {@code outcomeAges[o] - a} days;
 *   <li>{@code NaN}: no event, exposed for {@code endAge - a} days.
 * </ul>
 *
 * @param patient stable 64-bit hash of the pseudonym: several sequences of one patient share it
 * @param tokens what the model reads; the last token is the as-of token
 * @param asOfAge the as-of day
 * @param outcomeAges first recorded diagnosis in the order of {@link Outcomes#list()}, NaN if never, {@code (outcomes)}
 * @param endAge end of observation: death, else the last dated event; at least {@code asOfAge}
 * @param died whether {@code endAge} is death, the only absorbing competitor
 */
public record PatientSequence(
        long patient, Tokens tokens, float asOfAge, float[] outcomeAges, float endAge, boolean died) {

    public PatientSequence {
        if (endAge < asOfAge) {
            throw new IllegalArgumentException("endAge: expected at least the as-of age");
        }
    }

    /** The same with its numbers in arrays that several share. */
    PatientSequence sharing(Courses longest) {
        return new PatientSequence(patient, tokens.sharing(longest), asOfAge, outcomeAges, endAge, died);
    }

    /** With these outcomes alone, by their present places. */
    PatientSequence keeping(int[] outcomes) {
        float[] ages = new float[outcomes.length];
        for (int o = 0; o < outcomes.length; o++) {
            ages[o] = outcomeAges[outcomes[o]];
        }
        return new PatientSequence(patient, tokens, asOfAge, ages, endAge, died);
    }
}

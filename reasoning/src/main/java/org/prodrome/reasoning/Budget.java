package org.prodrome.reasoning;

import java.time.Duration;

/**
 * How long the slow parts of an assessment may take, each counted from its beginning. They run side by side.
 *
 * @param rules what is not finished by then is told as not evaluated; 0 or less leaves all out
 * @param model what is not answered by then is told as unavailable; 0 or less does not ask
 */
public record Budget(Duration rules, Duration model) {
    /** The same for both. */
    public static Budget of(Duration each) {
        return new Budget(each, each);
    }
}

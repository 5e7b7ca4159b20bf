package org.prodrome.reasoning.token;

/**
 * What the model reads: one row per token, oldest first, at most the package's window.
 *
 * <p>All arrays have the same length {@code (time)}. The first token is static (sex), at age 0. The last token is always
 * {@link Vocabulary#AS_OF}, at half a day after the start of the as-of day, so that under "events of the same time don't
 * see each other" it still sees all of that day: its state is the patient's state now. {@link Vocabulary#NO_EVENT}
 * tokens stand every five years within a longer silence. The record keeps the arrays it is given: callers must not
 * write to them.
 *
 * @param codes vocabulary ids, {@code (time)}
 * @param bins value-bin ids, 0 for "no value", {@code (time)}
 * @param z {@code clip((value - median) / IQR, -5, 5)}, 0 where there is no value, {@code (time)}
 * @param ages age in days, {@code (time)}
 * @param entries index into {@link org.prodrome.reasoning.timeline.Timeline#entries()}, -1 for tokens that stand for no event, {@code
 *     (time)}
 * @param eventsInTimeline how many dated events the timeline had
 * @param eventsSeen how many of these the tokens stand for
 * @param unknown how many tokens are the explicit UNK
 */
public record Tokens(
        int[] codes,
        int[] bins,
        float[] z,
        float[] ages,
        int[] entries,
        int eventsInTimeline,
        int eventsSeen,
        int unknown) {
    public Tokens {
        if (codes.length != bins.length
                || codes.length != z.length
                || codes.length != ages.length
                || codes.length != entries.length) {
            throw new IllegalArgumentException("tokens: expected arrays of one length");
        }
    }

    /** Number of tokens. */
    public int length() {
        return codes.length;
    }
}

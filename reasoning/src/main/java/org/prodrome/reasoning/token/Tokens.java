package org.prodrome.reasoning.token;

/**
 * What the model reads: one row per token, oldest first, at most the package's window.
 *
 * <p>All arrays have the same length {@code (time)}. Demographic (static) tokens come first, at age of birth, with no
 * back-reference. The record keeps the arrays it is given: callers must not write to them.
 *
 * @param codes vocabulary ids, {@code (time)}
 * @param bins value-bin ids, 0 for "no value", {@code (time)}
 * @param z {@code clip((value - median) / IQR, -5, 5)}, 0 where there is no value, {@code (time)}
 * @param ages age in days, {@code (time)}
 * @param entries index into {@link org.prodrome.reasoning.timeline.Timeline#entries()}, -1 for static tokens, {@code
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

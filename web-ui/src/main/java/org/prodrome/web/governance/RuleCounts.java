package org.prodrome.web.governance;

/**
 * What became of a rule's cards in a span of time.
 *
 * @param fired cards issued, shown or not
 * @param shown to somebody
 * @param suppressed held back by an earlier decision
 * @param overridden decisions to set a card aside
 * @param accepted decisions to take a suggestion
 */
public record RuleCounts(long fired, long shown, long suppressed, long overridden, long accepted) {
    public static final RuleCounts NONE = new RuleCounts(0, 0, 0, 0, 0);
}

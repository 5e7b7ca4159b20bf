package org.prodrome.web.workbench;

import org.prodrome.web.advice.FiringCounts;

/**
 * What became of a rule's cards in a span of time, all versions together.
 *
 * @param fired cards made for it, shown or not
 * @param shown to somebody
 * @param heldBack kept from somebody who is otherwise shown the rule
 * @param overridden set aside with a reason
 * @param accepted suggestions taken, and not taken back
 */
record RuleCounts(long fired, long shown, long heldBack, long overridden, long accepted) {
    static final RuleCounts NONE = new RuleCounts(0, 0, 0, 0, 0);

    static RuleCounts of(FiringCounts.Count version) {
        return new RuleCounts(
                version.fired(), version.shown(), version.heldBack(), version.overrides(), version.accepted());
    }

    RuleCounts plus(RuleCounts other) {
        return new RuleCounts(
                fired + other.fired,
                shown + other.shown,
                heldBack + other.heldBack,
                overridden + other.overridden,
                accepted + other.accepted);
    }
}

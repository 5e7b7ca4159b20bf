package org.prodrome.web.governance;

/** What became of a wish to change a rule. */
public sealed interface ChangeOutcome {
    /** It was done. */
    record Done(RuleChange change) implements ChangeOutcome {}

    /**
     * It was not done, and nothing was changed.
     *
     * @param words why not, for whoever wished it
     */
    record Refused(String words) implements ChangeOutcome {}
}

package org.prodrome.web.governance;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a rule's version runs now, and what was ever asked for about the rule.
 *
 * @param version of the pack
 * @param settings in force
 * @param revision how often they were changed
 * @param changes of every version of the rule, the latest first
 * @param older what an older version ran with and this one does not, to be confirmed; or null
 */
public record RuleInForce(
        String version, RuleSettings settings, int revision, List<RuleChange> changes, @Nullable OlderSettings older) {
    public RuleInForce {
        changes = List.copyOf(changes);
    }

    /** What a site had set for an older version: it holds for that one alone until somebody confirms it for this one. */
    public record OlderSettings(String version, RuleSettings settings) {}

    /** The proposal that waits for a second person. */
    public Optional<RuleChange> proposal() {
        return changes.stream()
                .filter(change -> change.version().equals(version) && change.status() == RuleChange.Status.PROPOSED)
                .findFirst();
    }

    /** The stop that waits for a second person. */
    public Optional<RuleChange> unconfirmedStop() {
        return changes.stream()
                .filter(change -> change.version().equals(version) && change.status() == RuleChange.Status.UNCONFIRMED)
                .findFirst();
    }
}

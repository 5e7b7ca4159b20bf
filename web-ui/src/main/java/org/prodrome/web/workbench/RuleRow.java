package org.prodrome.web.workbench;

import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.rule.LocalSettings;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.RuleCounts;
import org.prodrome.web.governance.RuleState;

/**
 * A rule in the list.
 *
 * @param local what the site set for it
 * @param counts of the last {@value RulesDesk#COUNTED_DAYS} days
 * @param open what waits for a second person, or null
 * @param review how it stands to its review today
 */
record RuleRow(
        RuleDescription rule,
        RuleState state,
        LocalSettings local,
        RuleCounts counts,
        @Nullable RuleChange open,
        Review review) {

    String id() {
        return rule.version().id();
    }

    /** The one in force. */
    Severity severity() {
        Severity own = local.severity();
        return own == null ? rule.severity() : own;
    }

    boolean isLocal() {
        return !local.equals(LocalSettings.NONE);
    }
}

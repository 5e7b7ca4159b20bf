package org.prodrome.web.governance;

import java.util.Optional;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.web.governance.ChangeOutcome.Refused;
import org.prodrome.web.governance.RuleChange.Status;

/** Four eyes: who decides on a change is an approver and not its author. */
final class SecondPerson {
    private SecondPerson() {}

    /** Why somebody may not decide on a change; empty where they may. */
    static Optional<Refused> refusal(Staff staff, RuleVersion rule, RuleChange change, Status expected) {
        if (!staff.is(Role.APPROVER)) {
            return Optional.of(new Refused("Deciding on it needs the role of an approver."));
        }
        if (change.by().equals(staff.pseudonym().hash())) {
            return Optional.of(new Refused("A second person has to decide on it: you made it yourself."));
        }
        if (change.status() != expected) {
            return Optional.of(new Refused("It was decided on already."));
        }
        boolean same = change.ruleId().equals(rule.id()) && change.version().equals(rule.version());
        return same
                ? Optional.empty()
                : Optional.of(new Refused("It is about version " + change.version() + " of the rule; the pack has "
                        + rule.version() + " now: it has to be proposed anew."));
    }
}

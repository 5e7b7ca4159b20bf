package org.prodrome.web.governance;

import java.time.Instant;
import java.util.Optional;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.web.governance.ChangeOutcome.Refused;
import org.prodrome.web.governance.RuleChange.Status;

/** Four eyes: who decides on a change is an approver and not its author. */
final class SecondPerson {
    private SecondPerson() {}

    /**
     * Why somebody may not let another's change hold: as {@link #refusal}, nor where the rule has another content now, which its
     * author did not mean; and where the author was known by another provider nobody can tell that they are two people.
     */
    static Optional<Refused> refusalToHold(
            Staff staff, RuleVersion rule, RuleChange change, Status expected, Instant now) {
        Optional<Refused> no = refusal(staff, change, expected, now);
        if (no.isPresent()) {
            return no;
        }
        boolean same = change.ruleId().equals(rule.id())
                && change.version().equals(rule.version())
                && rule.hash().equals(change.hash());
        if (!same) {
            return Optional.of(new Refused(
                    "It is about version " + change.version() + " of the rule as it was then; the" + " pack has "
                            + rule.version() + " with another content now: it has to be proposed anew."));
        }
        return staff.provider().equals(change.provider())
                ? Optional.empty()
                : Optional.of(new Refused("It was made under another provider of the sign-in, so that nobody can tell"
                        + " whether you are a second person: have what you want proposed anew."));
    }

    /** Why somebody may not decide on a change; empty where they may. */
    static Optional<Refused> refusal(Staff staff, RuleChange change, Status expected, Instant now) {
        if (!staff.is(Role.APPROVER)) {
            return Optional.of(new Refused("Deciding on it needs the role of an approver."));
        }
        if (change.by().equals(staff.pseudonym().hash())) {
            return Optional.of(new Refused("A second person has to decide on it: you made it yourself."));
        }
        if (!staff.isFresh(now)) {
            return Optional.of(
                    new Refused(
                            "Deciding on it needs a fresh sign-in, with its time told by the provider (auth_time): sign in again."));
        }
        if (change.status() != expected) {
            return Optional.of(new Refused("It was decided on already."));
        }
        return Optional.empty();
    }
}

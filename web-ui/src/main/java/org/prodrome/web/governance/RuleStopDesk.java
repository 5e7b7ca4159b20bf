package org.prodrome.web.governance;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.governance.ChangeOutcome.Done;
import org.prodrome.web.governance.ChangeOutcome.Refused;
import org.prodrome.web.governance.RuleChange.Kind;
import org.prodrome.web.governance.RuleChange.Status;
import org.springframework.stereotype.Component;

/** Stops: one person takes a rule out of care at once, another says afterwards whether that was right. */
@Component
public class RuleStopDesk {
    private final RuleChangeStore store;
    private final RuleChangeAudit audit;
    private final RuleActing acting;

    RuleStopDesk(RuleChangeStore store, RuleChangeAudit audit, RuleActing acting) {
        this.store = store;
        this.audit = audit;
        this.acting = acting;
    }

    /** Takes a rule out of care at once; another person has to confirm it afterwards. */
    public ChangeOutcome stop(Staff staff, RuleVersion rule, RuleState to, String reason) {
        return acting.held(rule, kept -> {
            RuleSettings from = acting.settings(rule, kept);
            if (!staff.mayStop()) {
                return new Refused("Stopping a rule needs the role of an informaticist or approver.");
            }
            if (RuleActing.unsaid(reason)) {
                return RuleActing.reasonWanted();
            }
            if (!to.isQuiet() || !to.isLessThan(from.state())) {
                return new Refused("The rule is " + from.state().words() + ": a stop can only make it say less.");
            }
            RuleChange change = acting.change(
                    Kind.STOP, Status.UNCONFIRMED, staff, rule, kept.revision(), from, from.in(to), reason);
            store.add(change);
            acting.apply(rule, from, change.to(), staff);
            audit.of(AuditKind.RULE_STOPPED, staff, change, change.reason());
            return new Done(change);
        });
    }

    /** Says that a stop was right: by an approver who did not make it. */
    public ChangeOutcome confirm(Staff approver, RuleVersion rule, UUID stop) {
        return acting.held(rule, kept -> {
            RuleChange change = store.find(stop).orElseThrow();
            Optional<Refused> no = SecondPerson.refusalToHold(approver, rule, change, Status.UNCONFIRMED, acting.now());
            return no.isPresent()
                    ? no.get()
                    : acting.decided(AuditKind.RULE_STOP_CONFIRMED, approver, change, Status.CONFIRMED, null);
        });
    }

    /**
     * Says that a stop was wrong: by an approver who did not make it. The rule runs again as two people had released it, unless
     * something was changed since.
     */
    public ChangeOutcome overturn(Staff approver, RuleVersion rule, UUID stop, String reason) {
        return acting.held(rule, kept -> {
            RuleChange change = store.find(stop).orElseThrow();
            Optional<Refused> no = SecondPerson.refusalToHold(approver, rule, change, Status.UNCONFIRMED, acting.now());
            if (no.isPresent()) {
                return no.get();
            }
            if (RuleActing.unsaid(reason)) {
                return RuleActing.reasonWanted();
            }
            if (kept.revision() != change.base() + 1
                    || !acting.settings(rule, kept).equals(change.to())) {
                return new Refused("The rule was changed after this stop: propose how it should run.");
            }
            acting.apply(rule, change.to(), change.from(), approver);
            return acting.decided(AuditKind.RULE_STOP_OVERTURNED, approver, change, Status.OVERTURNED, reason.strip());
        });
    }

    /** Stops of any rule on which another person has said nothing yet. */
    public List<RuleChange> unconfirmed() {
        return store.open().stream()
                .filter(change -> change.status() == Status.UNCONFIRMED)
                .toList();
    }

    /** Two people have now said how the rule runs: nothing is left to confirm. */
    void close(RuleVersion rule, Staff approver) {
        store.of(rule.id()).stream()
                .filter(change -> change.status() == Status.UNCONFIRMED)
                .forEach(stop ->
                        acting.decided(AuditKind.RULE_STOP_SUPERSEDED, approver, stop, Status.SUPERSEDED, null));
    }
}

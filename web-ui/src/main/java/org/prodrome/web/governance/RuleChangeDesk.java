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

/**
 * Changes of rules' settings: proposed by one person, released by another; only taking a rule out of care needs one alone.
 * What was proposed from a state that is no longer the rule's is not released. Each act is one transaction with its audit
 * entry.
 */
@Component
public class RuleChangeDesk {
    private final RuleSettingsBook book;
    private final RuleChangeStore store;
    private final RuleChangeAudit audit;
    private final RuleActing acting;
    private final RuleStopDesk stops;

    RuleChangeDesk(
            RuleSettingsBook book,
            RuleChangeStore store,
            RuleChangeAudit audit,
            RuleActing acting,
            RuleStopDesk stops) {
        this.book = book;
        this.store = store;
        this.audit = audit;
        this.acting = acting;
        this.stops = stops;
    }

    /** What one person does alone. */
    public RuleStopDesk stops() {
        return stops;
    }

    /** How a rule of the pack runs now, read anew. */
    public RuleInForce inForce(RuleVersion rule) {
        RuleSettingsBook.Kept kept = book.read(rule);
        return new RuleInForce(
                rule.version(),
                acting.settings(rule, kept),
                kept.revision(),
                store.of(rule.id()),
                kept.revision() > 0 ? null : book.older(rule).orElse(null));
    }

    /** On what somebody still has to decide, of any version of any rule, the latest first. */
    public List<RuleChange> open() {
        return store.open();
    }

    /**
     * Asks for other settings. They hold once {@link #release} says so.
     *
     * @param base the revision the author saw
     */
    public ChangeOutcome propose(Staff author, RuleVersion rule, int base, RuleSettings to, String reason) {
        return acting.held(rule, kept -> {
            RuleSettings from = acting.settings(rule, kept);
            if (!author.is(Role.AUTHOR)) {
                return new Refused("Proposing needs the role of an informaticist.");
            }
            if (RuleActing.unsaid(reason)) {
                return RuleActing.reasonWanted();
            }
            if (kept.revision() != base) {
                return new Refused("This rule was changed while you looked at it. Look at it again, then propose.");
            }
            if (inForce(rule).proposal().isPresent()) {
                return new Refused("Another proposal waits for this rule: it has to be decided on first.");
            }
            if (to.equals(from)) {
                return new Refused("Nothing differs from what is in force.");
            }
            RuleChange change =
                    acting.change(Kind.CHANGE, Status.PROPOSED, author, rule, kept.revision(), from, to, reason);
            store.add(change);
            audit.of(AuditKind.RULE_CHANGE_PROPOSED, author, change, change.reason());
            return new Done(change);
        });
    }

    /**
     * Puts a proposal in force: by an approver who is not its author.
     *
     * @param tried what came of the rule's golden cases under the proposed settings, for history and audit
     */
    public ChangeOutcome release(Staff approver, RuleVersion rule, UUID proposal, String tried) {
        return acting.held(rule, kept -> {
            RuleChange change = store.find(proposal).orElseThrow();
            Optional<Refused> no = SecondPerson.refusalToHold(approver, rule, change, Status.PROPOSED, acting.now());
            if (no.isPresent()) {
                return no.get();
            }
            if (kept.revision() != change.base() || !acting.settings(rule, kept).equals(change.from())) {
                return new Refused(
                        "The rule was changed after this was proposed. Refuse it, and have it proposed anew.");
            }
            acting.apply(rule, change.from(), change.to(), approver);
            stops.close(rule, approver);
            return acting.decided(AuditKind.RULE_CHANGE_RELEASED, approver, change, Status.RELEASED, tried);
        });
    }

    /** Turns a proposal down: by an approver who is not its author. */
    public ChangeOutcome refuse(Staff approver, RuleVersion rule, UUID proposal, String reason) {
        return acting.held(rule, kept -> {
            RuleChange change = store.find(proposal).orElseThrow();
            Optional<Refused> no = SecondPerson.refusal(approver, change, Status.PROPOSED, acting.now());
            if (no.isPresent()) {
                return no.get();
            }
            return RuleActing.unsaid(reason)
                    ? RuleActing.reasonWanted()
                    : acting.decided(AuditKind.RULE_CHANGE_REFUSED, approver, change, Status.REFUSED, reason.strip());
        });
    }

    /** Takes one's own proposal back. */
    public ChangeOutcome withdraw(Staff author, RuleVersion rule, UUID proposal) {
        return acting.held(rule, kept -> {
            RuleChange change = store.find(proposal).orElseThrow();
            return change.by().equals(author.pseudonym().hash()) && change.status() == Status.PROPOSED
                    ? acting.decided(AuditKind.RULE_CHANGE_WITHDRAWN, author, change, Status.WITHDRAWN, null)
                    : new Refused("Only the author takes a proposal back, and only while it waits.");
        });
    }
}

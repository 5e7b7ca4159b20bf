package org.prodrome.web.governance;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.governance.ChangeOutcome.Done;
import org.prodrome.web.governance.ChangeOutcome.Refused;
import org.prodrome.web.governance.RuleChange.Decided;
import org.prodrome.web.governance.RuleChange.Kind;
import org.prodrome.web.governance.RuleChange.Status;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of rules' settings: proposed by one person, released by another; only taking a rule out of care needs one alone.
 * What was proposed from a state that is no longer the rule's is not released. Each act is one transaction with its audit
 * entry.
 */
@Component
public class RuleChangeDesk {
    private static final int LONGEST_REASON = 1_000;

    private final RuleSettingsBook book;
    private final ReleaseRegister releases;
    private final RuleChangeStore store;
    private final RuleChangeAudit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RuleChangeDesk(
            RuleSettingsBook book,
            ReleaseRegister releases,
            RuleChangeStore store,
            RuleChangeAudit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.book = book;
        this.releases = releases;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** How a rule of the pack runs now, read anew. */
    public RuleInForce inForce(RuleVersion rule) {
        RuleSettingsBook.Kept kept = book.read(rule);
        return new RuleInForce(
                rule.version(),
                settings(rule, kept),
                kept.revision(),
                store.of(rule.id()),
                kept.revision() > 0 ? null : book.older(rule).orElse(null));
    }

    /** On what somebody still has to decide, by rule. */
    public Map<String, RuleChange> open() {
        return store.open().stream()
                .collect(Collectors.toMap(RuleChange::ruleId, change -> change, (first, _) -> first));
    }

    /**
     * Asks for other settings. They hold once {@link #release} says so.
     *
     * @param base the revision the author saw
     */
    public ChangeOutcome propose(Staff author, RuleVersion rule, int base, RuleSettings to, String reason) {
        return held(rule, kept -> {
            RuleSettings from = settings(rule, kept);
            if (!author.is(Role.AUTHOR)) {
                return new Refused("Proposing needs the role of an informaticist.");
            }
            if (unsaid(reason)) {
                return reasonWanted();
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
            RuleChange change = change(Kind.CHANGE, Status.PROPOSED, author, rule, kept.revision(), from, to, reason);
            store.add(change);
            audit.of(AuditKind.RULE_CHANGE_PROPOSED, author, change, change.reason());
            return new Done(change);
        });
    }

    /** Puts a proposal in force: by an approver who is not its author. */
    public ChangeOutcome release(Staff approver, RuleVersion rule, UUID proposal) {
        return held(rule, kept -> {
            RuleChange change = store.find(proposal).orElseThrow();
            Optional<Refused> no = SecondPerson.refusal(approver, rule, change, Status.PROPOSED);
            if (no.isPresent()) {
                return no.get();
            }
            if (kept.revision() != change.base() || !settings(rule, kept).equals(change.from())) {
                return new Refused("The rule was changed after this was proposed. Refuse it, and have it proposed anew.");
            }
            apply(rule, change.from(), change.to(), approver);
            return decided(AuditKind.RULE_CHANGE_RELEASED, approver, change, Status.RELEASED, null);
        });
    }

    /** Turns a proposal down: by an approver who is not its author. */
    public ChangeOutcome refuse(Staff approver, RuleVersion rule, UUID proposal, String reason) {
        return held(rule, kept -> {
            RuleChange change = store.find(proposal).orElseThrow();
            Optional<Refused> no = SecondPerson.refusal(approver, rule, change, Status.PROPOSED);
            if (no.isPresent()) {
                return no.get();
            }
            return unsaid(reason)
                    ? reasonWanted()
                    : decided(AuditKind.RULE_CHANGE_REFUSED, approver, change, Status.REFUSED, reason.strip());
        });
    }

    /** Takes one's own proposal back. */
    public ChangeOutcome withdraw(Staff author, RuleVersion rule, UUID proposal) {
        return held(rule, kept -> {
            RuleChange change = store.find(proposal).orElseThrow();
            return change.by().equals(author.pseudonym().hash()) && change.status() == Status.PROPOSED
                    ? decided(AuditKind.RULE_CHANGE_WITHDRAWN, author, change, Status.WITHDRAWN, null)
                    : new Refused("Only the author takes a proposal back, and only while it waits.");
        });
    }

    /** Takes a rule out of care at once; another person has to confirm it afterwards. */
    public ChangeOutcome stop(Staff staff, RuleVersion rule, RuleState to, String reason) {
        return held(rule, kept -> {
            RuleSettings from = settings(rule, kept);
            if (!staff.mayStop()) {
                return new Refused("Stopping a rule needs the role of an informaticist or approver.");
            }
            if (unsaid(reason)) {
                return reasonWanted();
            }
            if (!to.isQuiet() || !to.isLessThan(from.state())) {
                return new Refused("The rule is " + from.state().words() + ": a stop can only make it say less.");
            }
            RuleChange change =
                    change(Kind.STOP, Status.UNCONFIRMED, staff, rule, kept.revision(), from, from.in(to), reason);
            store.add(change);
            apply(rule, from, change.to(), staff);
            audit.of(AuditKind.RULE_STOPPED, staff, change, change.reason());
            return new Done(change);
        });
    }

    /** Says that a stop was right: by an approver who did not make it. */
    public ChangeOutcome confirm(Staff approver, RuleVersion rule, UUID stop) {
        return held(rule, kept -> {
            RuleChange change = store.find(stop).orElseThrow();
            Optional<Refused> no = SecondPerson.refusal(approver, rule, change, Status.UNCONFIRMED);
            return no.isPresent()
                    ? no.get()
                    : decided(AuditKind.RULE_STOP_CONFIRMED, approver, change, Status.CONFIRMED, null);
        });
    }

    private void apply(RuleVersion rule, RuleSettings from, RuleSettings to, Staff by) {
        book.write(rule, to);
        if (from.state() != to.state()) {
            releases.move(Source.of(rule), to.state().stage(), by.pseudonym().hash());
        }
    }

    private ChangeOutcome decided(AuditKind kind, Staff by, RuleChange change, Status next, @Nullable String reason) {
        if (!store.decide(change, next, new Decided(by.pseudonym().hash(), now(), reason))) {
            return new Refused("It was decided on already.");
        }
        audit.of(kind, by, change, reason == null ? "" : reason);
        return new Done(store.find(change.id()).orElseThrow());
    }

    private RuleSettings settings(RuleVersion rule, RuleSettingsBook.Kept kept) {
        return new RuleSettings(RuleState.of(releases.stored(Source.of(rule))), kept.severity(), kept.parameters());
    }

    private RuleChange change(
            Kind kind,
            Status status,
            Staff by,
            RuleVersion rule,
            int base,
            RuleSettings from,
            RuleSettings to,
            String reason) {
        return new RuleChange(
                UUID.randomUUID(),
                rule.id(),
                rule.version(),
                kind,
                status,
                base,
                from,
                to,
                reason.strip(),
                by.pseudonym().hash(),
                now(),
                null);
    }

    private ChangeOutcome held(RuleVersion rule, Function<RuleSettingsBook.Kept, ChangeOutcome> act) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> act.apply(book.hold(rule))));
        } finally {
            book.forget();
            releases.forget();
        }
    }

    private static boolean unsaid(String reason) {
        return reason.isBlank() || reason.length() > LONGEST_REASON;
    }

    private static Refused reasonWanted() {
        return new Refused("Say why, in at most " + LONGEST_REASON + " characters.");
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
    }
}

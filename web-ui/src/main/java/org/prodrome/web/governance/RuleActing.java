package org.prodrome.web.governance;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
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
 * What every act on a rule's settings is made of: one transaction with its audit entry, on a rule that nobody else changes
 * meanwhile. Thread-safe.
 */
@Component
class RuleActing {
    private static final int LONGEST_REASON = 1_000;

    private final RuleSettingsBook book;
    private final ReleaseRegister releases;
    private final RuleChangeStore store;
    private final RuleChangeAudit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RuleActing(
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

    /** Where the act is refused, nothing of it is kept, whatever it did before. */
    ChangeOutcome held(RuleVersion rule, Function<RuleSettingsBook.Kept, ChangeOutcome> act) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                ChangeOutcome outcome = act.apply(book.hold(rule));
                if (outcome instanceof Refused) {
                    status.setRollbackOnly();
                }
                return outcome;
            }));
        } finally {
            book.forget();
            releases.forget();
        }
    }

    void apply(RuleVersion rule, RuleSettings from, RuleSettings to, Staff by) {
        book.write(rule, to);
        if (from.state() != to.state()) {
            releases.move(Source.of(rule), to.state().stage(), by.pseudonym().hash());
        }
    }

    ChangeOutcome decided(AuditKind kind, Staff by, RuleChange change, Status next, @Nullable String reason) {
        if (!store.decide(change, next, new Decided(by.pseudonym().hash(), now(), reason))) {
            return new Refused("It was decided on already.");
        }
        audit.of(kind, by, change, reason == null ? "" : reason);
        return new Done(store.find(change.id()).orElseThrow());
    }

    RuleSettings settings(RuleVersion rule, RuleSettingsBook.Kept kept) {
        return new RuleSettings(RuleState.of(releases.stored(Source.of(rule))), kept.severity(), kept.parameters());
    }

    RuleChange change(
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
                rule.hash(),
                kind,
                status,
                base,
                from,
                to,
                reason.strip(),
                by.pseudonym().hash(),
                by.provider(),
                now(),
                null);
    }

    static boolean unsaid(String reason) {
        return reason.isBlank() || reason.length() > LONGEST_REASON;
    }

    static Refused reasonWanted() {
        return new Refused("Say why, in at most " + LONGEST_REASON + " characters.");
    }

    Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
    }
}

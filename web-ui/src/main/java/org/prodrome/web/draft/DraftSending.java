package org.prodrome.web.draft;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.fhir.writeback.EhrWriter;
import org.prodrome.fhir.writeback.Grounds;
import org.prodrome.fhir.writeback.WriteProfile;
import org.prodrome.launcher.LaunchException;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.DecisionBook;
import org.prodrome.web.draft.DraftOutbox.Waiting;
import org.prodrome.web.draft.PendingDraft.Basis;
import org.prodrome.web.draft.WriteState.Status;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends one accepted draft: takes it, looks again at what it rests on where that was read a while ago, writes it, keeps what
 * came of it. Whatever cuts this off, the next try finds it.
 */
@Service
class DraftSending {
    private static final String TOO_OLD =
            "accepted too long ago and never sent: take it back to decide again, or enter it in the EHR yourself";

    private final EhrWriter writer;
    private final RecordReader reader;
    private final DraftOutbox outbox;
    private final DecisionBook book;
    private final ProdromeSettings settings;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Retries retries;

    DraftSending(
            EhrWriter writer,
            RecordReader reader,
            DraftOutbox outbox,
            DecisionBook book,
            ProdromeSettings settings,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.writer = writer;
        this.reader = reader;
        this.outbox = outbox;
        this.book = book;
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.retries = new Retries(settings.writeBack());
    }

    /** Where the draft stands afterwards; the record is read again where it is too old. */
    Waiting send(Clinician clinician, Waiting seen) {
        return send(
                clinician,
                seen,
                () -> reader.read(
                        clinician.access(),
                        clinician.patient(),
                        settings.deadlines().record()));
    }

    /** The same on a record that was read just now. */
    Waiting send(Clinician clinician, Waiting seen, PatientRecord fresh) {
        return send(clinician, seen, () -> fresh);
    }

    private Waiting send(Clinician clinician, Waiting seen, RecordAgain again) {
        if (!seen.status().toBeSent()) {
            return seen;
        }
        return outbox.claim(seen, Status.SENDING)
                .map(claimed -> expired(claimed) ? tooOld(claimed) : checked(clinician, claimed, again))
                .orElseGet(() -> outbox.find(seen.decision()).orElse(seen));
    }

    private boolean expired(Waiting waiting) {
        return retries.expired(waiting.draft().at(), Instant.now(clock));
    }

    /** Settles what nobody came back for. */
    void expire(Waiting seen) {
        if (expired(seen) && seen.status() == Status.WAITING) {
            outbox.claim(seen, Status.SENDING).ifPresent(this::tooOld);
        }
    }

    private Waiting tooOld(Waiting claimed) {
        Status status = claimed.tried() ? Status.UNKNOWN : Status.REFUSED;
        return settled(
                claimed, new Outcome(status, claimed.tried(), claimed.draft().said(TOO_OLD)));
    }

    private Waiting checked(Clinician clinician, Waiting claimed, RecordAgain again) {
        Basis basis = claimed.draft().basis();
        if (basis == null || !retries.stale(basis.readAt(), Instant.now(clock))) {
            return written(clinician, claimed, claimed.draft());
        }
        Grounds.Check check = check(basis, again);
        Optional<Outcome> held = Outcome.of(check, claimed.draft(), claimed.tried());
        return held.map(outcome -> settled(claimed, outcome))
                .orElseGet(() -> written(
                        clinician, claimed, claimed.draft().on(new Basis(basis.grounds(), Instant.now(clock)))));
    }

    private static Grounds.Check check(Basis basis, RecordAgain again) {
        try {
            return basis.grounds().against(again.read());
        } catch (LaunchException.NoAccess ended) {
            return new Grounds.Untold("access to the EHR has ended");
        }
    }

    private Waiting written(Clinician clinician, Waiting claimed, PendingDraft draft) {
        var receipt = writer.write(
                        clinician.access(),
                        draft.toWriteBack(claimed.decision().toString(), profile(draft), claimed.tried()),
                        settings.writeBack().deadline())
                .getFirst();
        return settled(claimed, Outcome.of(receipt, draft, claimed.tried()));
    }

    /** What the EHR that a draft is for takes. */
    WriteProfile profile(PendingDraft draft) {
        return settings.issuer(draft.issuer()).map(IssuerSettings::writeProfile).orElseGet(WriteProfile::open);
    }

    /** Keeps what came of a try, and tells the audit log; a taking back is a decision of its own, once it is done. */
    Waiting settled(Waiting claimed, Outcome outcome) {
        Instant next = retries.next(
                Instant.now(clock),
                claimed.attempts() + 1,
                ThreadLocalRandom.current().nextDouble());
        boolean settled = Objects.requireNonNull(transaction.execute(ignored -> {
            if (!outbox.settle(claimed, outcome.status(), outcome.tried(), next, outcome.draft())) {
                return false;
            }
            if (outcome.status() == Status.WITHDRAWN) {
                book.withdraw(claimed.patient(), claimed.decision(), claimed.actor(), Instant.now(clock));
            }
            audit.append(
                    AuditKind.WRITE,
                    claimed.patient(),
                    claimed.actor(),
                    Map.of(
                            "decision", claimed.decision().toString(),
                            "type", claimed.draft().draft().type(),
                            "state", outcome.status().name(),
                            "result", outcome.draft().result()));
            return true;
        }));
        return settled
                ? claimed.after(outcome)
                : outbox.find(claimed.decision()).orElse(claimed);
    }
}

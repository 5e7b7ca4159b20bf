package org.prodrome.web.draft;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.fhir.writeback.EhrWriter;
import org.prodrome.fhir.writeback.Grounds;
import org.prodrome.fhir.writeback.WriteProfile;
import org.prodrome.launcher.LaunchException;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.audit.RefusedResources;
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
    private static final String LONG_AGO = "accepted too long ago";
    private static final String DECIDE_AGAIN =
            " and never sent: take it back to decide again, or enter it in the EHR yourself";

    private final EhrWriter writer;
    private final RecordReader reader;
    private final DraftOutbox outbox;
    private final DecisionBook book;
    private final ProdromeSettings settings;
    private final AuditLog audit;
    private final RefusedResources refused;
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
            RefusedResources refused,
            TransactionTemplate transaction,
            Clock clock) {
        this.writer = writer;
        this.reader = reader;
        this.outbox = outbox;
        this.book = book;
        this.settings = settings;
        this.audit = audit;
        this.refused = refused;
        this.transaction = transaction;
        this.clock = clock;
        this.retries = new Retries(settings.writeBack());
    }

    /** Where the draft stands afterwards; the record is read again where it is too old. */
    Waiting send(Clinician clinician, Waiting seen) {
        return send(clinician, seen, () -> read(clinician));
    }

    private PatientRecord read(Clinician clinician) {
        PatientRecord record = reader.read(
                clinician.access(), clinician.patient(), settings.deadlines().record());
        refused.audit(record, clinician.user());
        return record;
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

    /** What there is no grant for now: settled where nobody came back for it in time, else left for later. */
    void leave(Waiting seen) {
        Instant now = Instant.now(clock);
        if (seen.status().toBeSent() && expired(seen)) {
            outbox.claim(seen, Status.SENDING).ifPresent(this::tooOld);
        } else if (seen.status() == Status.WITHDRAWING && retries.expired(seen.since(), now)) {
            outbox.claim(seen, Status.WITHDRAWING).ifPresent(this::neverTakenBack);
        } else {
            outbox.postpone(
                    seen, retries.atMost(now, ThreadLocalRandom.current().nextDouble()));
        }
    }

    /** What its EHR gives no answer for now. */
    void putOff(Waiting seen) {
        outbox.postpone(
                seen,
                retries.next(Instant.now(clock), 1, ThreadLocalRandom.current().nextDouble()));
    }

    private void neverTakenBack(Waiting claimed) {
        PendingDraft draft = claimed.draft();
        boolean there = draft.news().written() != null;
        settled(
                claimed,
                new Outcome(
                        there ? Status.WRITTEN : Status.UNKNOWN,
                        !there,
                        draft.said("could not be taken back in time: please remove it by hand from the EHR's "
                                + draft.draft().type() + " list" + (there ? "" : ", if it is there"))));
    }

    private Waiting tooOld(Waiting claimed) {
        PendingDraft draft = claimed.draft();
        return settled(
                claimed,
                claimed.tried()
                        ? new Outcome(Status.UNKNOWN, true, draft.said(LONG_AGO + Outcome.mayBeThere(draft)))
                        : new Outcome(Status.REFUSED, false, draft.said(LONG_AGO + DECIDE_AGAIN)));
    }

    private Waiting checked(Clinician clinician, Waiting claimed, RecordAgain again) {
        Basis basis = claimed.draft().basis();
        if (basis == null || !retries.stale(basis.readAt(), Instant.now(clock))) {
            return written(clinician, claimed, claimed.draft());
        }
        Look look = look(basis, again);
        Optional<Outcome> held =
                Outcome.of(look.check(), claimed.draft().on(basis.compared(look.readAt())), claimed.tried());
        return held.map(outcome -> settled(claimed, outcome))
                .orElseGet(() -> written(
                        clinician, claimed, claimed.draft().on(new Basis(basis.grounds(), Instant.now(clock), null))));
    }

    private static Look look(Basis basis, RecordAgain again) {
        try {
            PatientRecord fresh = again.read();
            return new Look(basis.grounds().against(fresh), fresh.readAt());
        } catch (LaunchException.NoAccess ended) {
            return new Look(new Grounds.Untold("access to the EHR has ended"), basis.comparedWith());
        }
    }

    private record Look(Grounds.Check check, @Nullable Instant readAt) {}

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

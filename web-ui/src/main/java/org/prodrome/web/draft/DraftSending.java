package org.prodrome.web.draft;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.prodrome.fhir.writeback.EhrWriter;
import org.prodrome.fhir.writeback.Receipt;
import org.prodrome.fhir.writeback.WriteProfile;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.draft.DraftOutbox.Waiting;
import org.prodrome.web.draft.WriteState.Status;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends one accepted draft: takes it, writes it, keeps what came of it. Whatever cuts this off, the next try finds it. */
@Service
class DraftSending {
    private static final String TOO_OLD = "was accepted too long ago and never sent; please decide again";

    private final EhrWriter writer;
    private final DraftOutbox outbox;
    private final ProdromeSettings settings;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Retries retries;

    DraftSending(
            EhrWriter writer,
            DraftOutbox outbox,
            ProdromeSettings settings,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.writer = writer;
        this.outbox = outbox;
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.retries = new Retries(settings.writeBack());
    }

    /** Where the draft stands afterwards. */
    Waiting send(Clinician clinician, Waiting seen) {
        return outbox.claim(seen, Status.SENDING)
                .map(claimed -> claimed.tried() || !expired(claimed) ? written(clinician, claimed) : tooOld(claimed))
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

    private Waiting written(Clinician clinician, Waiting claimed) {
        Receipt receipt = writer.write(
                        clinician.access(),
                        claimed.draft().toWriteBack(claimed.decision().toString(), profile(claimed), claimed.tried()),
                        settings.writeBack().deadline())
                .getFirst();
        return settled(claimed, Outcome.of(receipt, claimed.draft(), claimed.tried()));
    }

    private WriteProfile profile(Waiting waiting) {
        return settings.issuer(waiting.draft().issuer())
                .map(IssuerSettings::writeProfile)
                .orElseGet(WriteProfile::open);
    }

    private Waiting settled(Waiting claimed, Outcome outcome) {
        Instant next = retries.next(
                Instant.now(clock),
                claimed.attempts() + 1,
                ThreadLocalRandom.current().nextDouble());
        transaction.executeWithoutResult(status -> {
            outbox.settle(claimed, outcome.status(), outcome.tried(), next, outcome.draft());
            audit.append(
                    AuditKind.WRITE,
                    claimed.patient(),
                    claimed.actor(),
                    Map.of(
                            "decision", claimed.decision().toString(),
                            "type", claimed.draft().draft().type(),
                            "state", outcome.status().name(),
                            "result", outcome.draft().result()));
        });
        return new Waiting(
                claimed.decision(),
                claimed.patient(),
                claimed.actor(),
                outcome.status(),
                claimed.attempts() + 1,
                outcome.tried(),
                outcome.draft());
    }
}

package org.prodrome.web.draft;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.writeback.EhrWriter;
import org.prodrome.fhir.writeback.Grounds;
import org.prodrome.fhir.writeback.Retraction;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.draft.DraftOutbox.Waiting;
import org.prodrome.web.draft.WriteState.Status;
import org.prodrome.web.store.PatientVault;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What whoever accepted a draft may do with it afterwards: take it back, or confirm one that is held. */
@Service
public class DraftChanges {
    private final EhrWriter writer;
    private final DraftSending sending;
    private final DraftOutbox outbox;
    private final PatientVault vault;
    private final ProdromeSettings settings;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DraftChanges(
            EhrWriter writer,
            DraftSending sending,
            DraftOutbox outbox,
            PatientVault vault,
            ProdromeSettings settings,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.writer = writer;
        this.sending = sending;
        this.outbox = outbox;
        this.vault = vault;
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Takes an accepted draft back. That it is to be taken back is kept first, as the draft's state; only then is the EHR asked.
     * The decision is undone once the draft is.
     *
     * @return what came of it, for the clinician; where the EHR allows no taking back, what to do instead, and nothing is kept
     */
    public String takeBack(Clinician clinician, UUID accepted) {
        return mine(clinician, accepted)
                .map(waiting -> waiting.status() == Status.WRITTEN
                        ? writer.takingBackObstacle(
                                        clinician.access(),
                                        waiting.draft().draft().type(),
                                        sending.profile(waiting.draft()),
                                        settings.writeBack().deadline())
                                .orElseGet(() -> takenBack(clinician, waiting))
                        : takenBack(clinician, waiting))
                .orElse("There is nothing of yours to take back");
    }

    private String takenBack(Clinician clinician, Waiting seen) {
        return outbox.claim(seen, Status.WITHDRAWING)
                .map(claimed -> finish(clinician, claimed).draft().result())
                .orElse("It is being sent just now: please try again in a moment");
    }

    /** Goes on with a taking back that was cut off, or that the EHR did not answer. */
    Waiting resume(Clinician clinician, Waiting seen) {
        return outbox.claim(seen, Status.WITHDRAWING)
                .map(waiting -> finish(clinician, waiting))
                .orElse(seen);
    }

    private Waiting finish(Clinician clinician, Waiting claimed) {
        Outcome outcome = retraction(clinician, claimed)
                .map(retraction -> outcome(retraction, claimed.draft()))
                .orElseGet(() -> new Outcome(
                        Status.WITHDRAWN, claimed.tried(), claimed.draft().said(unsent(claimed))));
        return sending.settled(claimed, outcome);
    }

    /** What the EHR said; empty where there is nothing to ask it for, or no way to. */
    private Optional<Retraction> retraction(Clinician clinician, Waiting claimed) {
        PendingDraft draft = claimed.draft();
        FhirReference written = draft.news().written();
        PatientId patient = new PatientId(draft.patient());
        Duration deadline = settings.writeBack().deadline();
        if (written != null) {
            return Optional.of(writer.takeBack(clinician.access(), written, patient, sending.profile(draft), deadline));
        }
        return claimed.tried()
                ? writer.takeBackUnanswered(
                        clinician.access(), draft.draft(), patient, sending.profile(draft), deadline)
                : Optional.empty();
    }

    private static String unsent(Waiting claimed) {
        return claimed.tried()
                ? "taken back; an earlier try may have reached the EHR: please check its "
                        + claimed.draft().draft().type() + " list"
                : "taken back; Prodrome has written nothing";
    }

    private static Outcome outcome(Retraction retraction, PendingDraft draft) {
        return switch (retraction) {
            case Retraction.Done done ->
                new Outcome(
                        Status.WITHDRAWN,
                        false,
                        draft.said("taken back in the EHR: " + done.resource().literal()));
            case Retraction.Impossible impossible ->
                new Outcome(Status.WRITTEN, false, draft.said("could not be taken back: " + impossible.whatToDo()));
            case Retraction.Later later ->
                new Outcome(
                        Status.WITHDRAWING,
                        draft.news().written() == null,
                        draft.said("to be taken back; the EHR gave no answer yet: " + later.reason()));
            case Retraction.NeverThere ignored ->
                new Outcome(Status.WITHDRAWN, false, draft.said("taken back; it is not in the EHR"));
            case Retraction.Untold untold ->
                new Outcome(
                        Status.UNKNOWN,
                        true,
                        draft.said("not taken back, as " + untold.why() + ": please check the EHR's "
                                + draft.draft().type() + " list, and remove it by hand if it is there"));
        };
    }

    /**
     * The clinician has looked at the changed record and wants the draft all the same: it rests on that record now, which is
     * read again before writing where that was a while ago.
     *
     * @param seen the record as it was shown; one that shows nothing of the change confirms nothing
     */
    public String confirm(Clinician clinician, UUID accepted, PatientRecord seen) {
        return mine(clinician, accepted)
                .filter(waiting -> waiting.status() == Status.CHANGED)
                .flatMap(waiting -> unseen(waiting, seen)
                        .or(() -> confirmed(waiting, seen)
                                .map(confirmed -> sending.send(clinician, confirmed)
                                        .draft()
                                        .result())))
                .orElse("There is nothing of yours to confirm");
    }

    private static Optional<String> unseen(Waiting held, PatientRecord seen) {
        PendingDraft.Basis basis = held.draft().basis();
        if (basis == null) {
            return Optional.empty();
        }
        if (seen.readAt().isBefore(Objects.requireNonNullElse(basis.comparedWith(), held.since()))) {
            return Optional.of(
                    "The record has changed since this chart was read: please open the chart again, look at it,"
                            + " and confirm then; nothing was sent");
        }
        return basis.grounds().against(seen) instanceof Grounds.Untold
                ? Optional.of("A part of the record that counts could not be read: please open the chart again;"
                        + " nothing was sent")
                : Optional.empty();
    }

    /** Claimed first: in another tab it may have been confirmed or taken back meanwhile. */
    private Optional<Waiting> confirmed(Waiting held, PatientRecord seen) {
        PendingDraft.Basis basis = held.draft().basis();
        PendingDraft draft = held.draft()
                .on(
                        basis == null
                                ? null
                                : new PendingDraft.Basis(basis.grounds().in(seen), seen.readAt(), null))
                .said("");
        return Objects.requireNonNull(transaction.execute(ignored -> {
            Optional<Waiting> claimed = outbox.claim(held, Status.SENDING);
            if (claimed.isEmpty()) {
                return Optional.empty();
            }
            outbox.settle(claimed.get(), Status.WAITING, held.tried(), Instant.now(clock), draft);
            audit.append(
                    AuditKind.WRITE,
                    held.patient(),
                    held.actor(),
                    Map.of("decision", held.decision().toString(), "state", "CONFIRMED"));
            return outbox.find(held.decision());
        }));
    }

    private Optional<Waiting> mine(Clinician clinician, UUID accepted) {
        return outbox.find(accepted)
                .filter(waiting -> waiting.actor().equals(vault.user(clinician.user()))
                        && waiting.patient().equals(vault.patient(clinician.issuer(), clinician.patient())));
    }
}

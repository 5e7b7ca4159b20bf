package org.prodrome.web.draft;

import java.util.List;
import java.util.Optional;
import org.prodrome.web.draft.DraftOutbox.Waiting;
import org.prodrome.web.draft.WriteState.Status;
import org.prodrome.web.launch.OpenLaunches;
import org.prodrome.web.store.PatientVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tries again, every few seconds, what is due: under the grant of its clinician's open launch, else by the app's own where the
 * issuer allows that. What has neither waits.
 */
@Component
class DraftCourier {
    private static final Logger LOG = LoggerFactory.getLogger(DraftCourier.class);
    private static final int AT_ONCE = 50;

    private final DraftOutbox outbox;
    private final DraftSending sending;
    private final DraftChanges changes;
    private final OpenLaunches launches;
    private final BackendWriters backends;
    private final PatientVault vault;

    DraftCourier(
            DraftOutbox outbox,
            DraftSending sending,
            DraftChanges changes,
            OpenLaunches launches,
            BackendWriters backends,
            PatientVault vault) {
        this.outbox = outbox;
        this.sending = sending;
        this.changes = changes;
        this.launches = launches;
        this.backends = backends;
        this.vault = vault;
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
    void deliver() {
        List<Waiting> due = outbox.due(AT_ONCE);
        if (due.isEmpty()) {
            return;
        }
        List<Clinician> present = launches.live().stream().map(Clinician::of).toList();
        due.forEach(waiting -> deliver(waiting, present));
    }

    private void deliver(Waiting waiting, List<Clinician> present) {
        try {
            grant(waiting, present)
                    .ifPresentOrElse(clinician -> goOn(clinician, waiting), () -> sending.expire(waiting));
        } catch (RuntimeException failure) {
            LOG.error(
                    "A draft could not be sent, and is tried again: {}",
                    failure.getClass().getName());
        }
    }

    private void goOn(Clinician clinician, Waiting waiting) {
        if (waiting.status() == Status.WITHDRAWING) {
            changes.resume(clinician, waiting);
        } else {
            sending.send(clinician, waiting);
        }
    }

    private Optional<Clinician> grant(Waiting waiting, List<Clinician> present) {
        return present.stream()
                .filter(clinician -> vault.user(clinician.user()).equals(waiting.actor())
                        && vault.patient(clinician.issuer(), clinician.patient())
                                .equals(waiting.patient()))
                .findFirst()
                .or(() -> backends.of(waiting.draft()));
    }
}
